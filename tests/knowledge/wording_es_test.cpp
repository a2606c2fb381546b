#include <doctest/doctest.h>

#include "knowledge/wording.h"

using namespace nestline::knowledge;

TEST_CASE("Spanish text that judges, diagnoses or doses is refused") {
  struct Case {
    WordingKind kind;
    std::string_view text;
  };
  using enum WordingKind;
  for (const auto& [kind, text] : {
           Case{Claim, "Su hijo tiene un problema."},
           {Claim, "Su bebé sufre de cólicos."},
           {Claim, "Tu hija puede tener autismo."},
           {Claim, "Su hijo es autista."},
           {Claim, "Probablemente tiene sueño su hijo."},
           {Claim, "Su hija está perfectamente sana."},
           {Claim, "Su hijo es inseguro."},
           {Claim, "El apego de su hijo es seguro."},
           {Claim, "Nada va mal en su hijo."},
           {Claim, "Usted tiene depresión posparto."},
           {Diagnosis, "Podemos diagnosticar a su hijo."},
           {Diagnosis, "Pida un diagnóstico nuevo."},
           {Condition, "Los niños con autismo también."},
           {Condition, "Es un trastorno del habla."},
           {Condition, "Puede ser TDAH."},
           {Chance, "Hay un 80 % de probabilidad."},
           {Chance, "Lo más probable es que su hijo tenga hambre."},
           {Medicine, "Dele paracetamol."},
           {Medicine, "Son 120 mg cada vez."},
           {Medicine, "Dele 5 ml por la noche."},
           {Signs, "Estas son señales de estrés."},
           {Signs, "Observe los síntomas."},
           {Signs, "Hay señales de alarma."},
           {Attachment, "El apego evitativo se ve en la calma."},
           {Attachment, "Un niño inseguro se aferra."},
           {Label, "Un niño malcriado necesita límites."},
           {Label, "Su hijo es muy travieso."},
           {Label, "La niña le manipula."},
           {Label, "Solo quiere llamar la atención."},
       }) {
    CAPTURE(text);
    bool found = false;
    for (const WordingHit& hit : find_forbidden_wording(text, "es"))
      found = found || hit.kind == kind;
    CHECK(found);
  }
}

TEST_CASE("kind and plain Spanish text passes") {
  for (const std::string_view text : {
           "Usted es una base segura para su hijo.",
           "Seguro e inseguro son palabras de la investigación.",
           "No se malcría a un bebé por cogerlo en brazos.",
           "Nestline no hace diagnósticos.",
           "No puedo decirle si su hijo tiene autismo.",
           "Esto no es un diagnóstico.",
           "Si su hijo tiene una fiebre alta, llame al médico.",
           "Su hijo está cansado y le busca.",
           "Su bebé no le manipula.",
           "El sueño es largo.",
           "Una señal con la mano basta.",
           "Toc, toc, ¿quién es?",
           "Puede ser difícil esperar.",
       }) {
    CAPTURE(text);
    for (const WordingHit& hit : find_forbidden_wording(text, "es"))
      FAIL_CHECK(hit.words << ": " << hit.why);
  }
}
