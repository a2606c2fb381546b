// Spanish words that parent text must not have; wording_en.cpp tells how the lists are made. Accents make no difference.

#include "knowledge/wording_lists.h"

namespace nestline::knowledge {
namespace {

using enum WordingKind;

const WordSets& sets() {
  static const WordSets all{
      {"child",
       {"hijo", "hija", "bebé", "niño", "niña", "nene", "nena", "pequeño", "pequeña", "peque", "crío", "cría", "nieto",
        "nieta", "hijito", "hijita", "criatura"}},
      {"subject",
       {"ella", "su hijo", "su hija", "su bebé", "su niño", "su niña", "su pequeño", "su pequeña", "su peque",
        "su nieto", "su nieta", "tu hijo", "tu hija", "tu bebé", "tu niño", "tu niña", "tu pequeño", "tu pequeña",
        "tu peque", "tu nieto", "tu nieta", "este niño", "esta niña", "este bebé"}},
      {"hedge",
       {"probablemente", "posiblemente", "seguramente", "quizá", "quizás", "tal vez", "claramente", "obviamente",
        "ciertamente", "sin duda", "puede", "podría", "debe de", "debe", "parece"}},
      {"condition",
       {"autis*", "asperger", "TDAH", "TEA", "déficit de atención", "hiperactiv*", "negativista desafiante",
        "trastorno*", "síndrome*", "retraso madurativo", "retraso del desarrollo", "retraso del lenguaje",
        "retraso del habla", "retraso global", "retraso mental", "discapacidad intelectual",
        "dificultades de aprendizaje", "dislexi*", "dispraxi*", "parálisis cerebral", "obsesivo compulsiv*",
        "estrés postraumático", "bipolar*", "esquizofr*", "psicosis", "psicótic*", "mutismo selectivo", "epilep*",
        "patológic*", "anormal*"}},
      {"adult-condition",
       {"depresión posparto", "depresión postparto", "depresión", "ansiedad posparto", "psicosis", "estrés postraumático",
        "un trauma", "una adicción"}},
      {"label",
       {"travieso", "traviesa", "malcriado", "malcriada", "mimado", "mimada", "consentido", "consentida",
        "manipulador", "manipuladora", "malo", "mala", "vago", "vaga", "egoísta", "terco", "terca", "caprichoso",
        "caprichosa", "difícil", "problemático", "problemática", "pegajoso", "pegajosa", "dependiente",
        "desobediente", "llorón", "llorona", "mañoso", "mañosa"}},
      {"medicine",
       {"paracetamol", "acetaminofén", "apiretal", "tempra", "ibuprofeno", "dalsy", "aspirina", "melatonina",
        "antihistamínico*", "difenhidramina", "dexclorfeniramina", "polaramine", "simeticona", "omeprazol", "ritalin",
        "concerta", "metilfenidato", "sertralina", "fluoxetina", "prozac", "antidepresiv*", "diazepam", "valium",
        "amoxicilina", "corticoide*", "lactulosa", "movicol"}},
      {"no", {"no", "nunca", "ni", "nadie", "ningún", "ninguna", "tampoco", "sin", "en lugar de", "en vez de"}},
      {"cannot-tell",
       {"no puedo decir*", "no podemos decir*", "no puede decir*", "nadie puede decir*", "no puedo saber",
        "no podemos saber", "no puede saber", "no sabemos", "no dice"}},
      {"if", {"si", "cuando", "una vez que", "después de que", "hasta que", "mientras", "porque", "aunque"}},
  };
  return all;
}

constexpr WordingRow kRefused[] = {
    // Lo que este niño o esta madre es o tiene.
    {Claim, "<subject> tiene un|una|síntomas"},
    {Claim, "<subject> <hedge>? sufre|padece|sufrir|padecer"},
    {Claim, "<subject> <hedge>? es|está|tiene|ser|tener|tenga|sea <hedge>? un|una|el|la? <condition>"},
    {Claim, "<subject> probablemente|posiblemente|seguramente|claramente|obviamente|ciertamente es|está|tiene|sufre|necesita"},
    {Claim, "<subject> es|está|tiene probablemente|posiblemente|seguramente|claramente|obviamente|ciertamente"},
    {Claim, "probablemente|posiblemente|seguramente es|está|tiene|sufra|sea|tenga <subject>?"},
    {Claim, "<subject> es|está|parece normal|anormal|sano|sana|retrasado|retrasada|traumatizado|traumatizada|deprimido|deprimida"},
    {Claim, "<subject> es|está|parece perfectamente|totalmente|completamente normal|sano|sana"},
    {Claim, "<subject> es|está|parece <hedge>? inseguro|insegura|evitativo|evitativa"},
    {Claim, "<subject> tiene|muestra un? apego"},
    {Claim, "el apego de su|tu <child> es|parece"},
    {Claim, "algo|nada va|anda|está? mal en|con su|tu <child>"},
    {Claim, "usted|tú <hedge>? tiene|tienes|sufre|sufres|padece <adult-condition>"},
    {Claim, "tiene|tienes|sufre|sufres de? depresión posparto|postparto"},
    {Claim, "usted|tú es|eres una|un mala|mal madre|padre"},

    {Diagnosis, "diagnostic*"},
    {Diagnosis, "diagnóstic*"},

    {Condition, "<condition>"},

    {Chance, "# %|por ciento? .. probabilidad*|riesgo|posibilidad*|seguro|probable"},
    {Chance, "probabilidad*|riesgo|posibilidad* .. # %|por"},
    {Chance, "<subject> ... # %|por"},
    {Chance, "lo más probable es que .. <subject>"},
    {Chance, "alta|baja|mucha|poca|gran probabilidad|posibilidad"},
    {Chance, "es probable que .. <subject>"},

    {Medicine, "<medicine>"},
    {Medicine, "# mg|mcg|miligramo*|microgramo*"},
    {Medicine, "dé|dele|dar|tome .. # ml|gotas|pastilla*|cucharadita*|sobre*"},
    {Medicine, "dosis de? #"},
    {Medicine, "# dosis"},
    {Medicine, "dosificación"},

    {Signs, "signo|signos|señal|señales de"},
    {Signs, "señal|señales de? que .. <subject>"},
    {Signs, "señales|signos|síntomas tempranos|tempranas|clásicos|clásicas"},
    {Signs, "señal|señales|signo|signos de? alarma|alerta"},
    {Signs, "síntoma*"},
    {Signs, "banderas rojas"},

    {Attachment, "apego inseguro|evitativo|evitante|ambivalente|resistente|ansioso|desorganizado|desordenado"},
    {Attachment, "evitativo|evitativa|evitativos|evitativas"},
    {Attachment, "<child> inseguro|insegura|ambivalente|desorganizado|desorganizada"},
    {Attachment, "madre|padre insegura|inseguro|ambivalente|desorganizada|desorganizado"},
    {Attachment, "problema|problemas de apego"},

    {Label, "<child> <label>"},
    {Label, "<subject> es|está un|una? muy|tan|demasiado? <label>"},
    {Label, "malcriad*"},
    {Label, "manipula*"},
    {Label, "mala madre"},
    {Label, "mal padre"},
    {Label, "llorón"},
    {Label, "llorona"},
    {Label, "llamar la atención"},
    {Label, "pequeño tirano|monstruo|dictador|diablo"},
};

constexpr WordingRow kAllowed[] = {
    {Claim, "<if> <subject> tiene un|una"},
    {Claim, "<subject> tiene un|una derecho|turno|oportunidad"},
    {Claim, "<if> <subject> está|es muy? sano|sana"},
    {Claim, "<if> <subject> sufre"},
    {Claim, "<if> usted|tú tiene|tienes <adult-condition>"},
    {Claim, "<if> tiene|tienes|sufre|sufres de? depresión posparto|postparto"},
    {Claim, "<if> algo va|anda|está? mal en|con su|tu <child>"},
    {Claim, "<cannot-tell> ..."},
    {Condition, "<cannot-tell> .. si|qué ..."},
    {Diagnosis, "<no> .. diagnostic*"},
    {Diagnosis, "solo ... puede|pueden hacer|dar un? diagnostic*"},
    {Diagnosis, "ya tiene|tienes un? diagnostic*"},
    {Diagnosis, "<cannot-tell> ... diagnostic*"},
    {Medicine, "no|nunca .. <medicine>"},
    {Attachment, "apego seguro|inseguro o|y inseguro|seguro"},
    {Signs, "<no> es? una|un|ninguna? mala? signo|señal de"},
    {Label, "<no> .. manipula*|malcriad*"},
    {Label, "<no> .. mala|mal madre|padre"},
    {Label, "<no> .. llamar la atención"},
};

}  // namespace

WordingLists spanish_wording() { return {"es", sets(), kRefused, kAllowed}; }

}  // namespace nestline::knowledge
