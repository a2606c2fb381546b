// Sixty invented posts of ordinary trouble, as tired parents write them. None is urgent: a screen
// that cries wolf at them is one that nobody reads. They are not examples of any rule and must not
// become ones.
#include <doctest/doctest.h>

#include "service/safety/check.h"
#include "tests/service/safety_support.h"

using namespace nestline;

namespace {

constexpr const char* kPosts[] = {
    "My daughter is 14 months and bedtime has turned into two hours of hell. I rock her, she "
    "closes her eyes, I lower her "
    "into the cot and she screams bloody murder the second her back touches the sheet. My husband "
    "tries too and she fights "
    "him even harder. I'm dying over here, I have work at seven. We tried white noise, a later "
    "nap, no nap, a bath, no "
    "bath. My mother says let her cry, my sister says that is cruel. I just want someone to tell "
    "me what to do tonight.",
    "He is three and throws a fit about everything. Wrong cup, fit. Wrong socks, fit. Yesterday in "
    "the shop he lay on the "
    "floor, went stiff as a board when I tried to pick him up and then all floppy so I could not "
    "get him into the trolley. "
    "People stared. I could have died of shame. Is there a trick for the shop, and do I give in "
    "when the whole queue is "
    "watching? My own mum would have smacked me, but we don't do that.",
    "FTM here, baby is 7 weeks. She feeds every hour in the evening and cries if I put her down, "
    "so I live on the sofa "
    "with one hand for my phone. My nipples are bleeding and cracked and I dread each latch. The "
    "nurse said the weight gain is fine. "
    "When does the evening cluster thing stop? I love her to bits but I'm drowning in laundry and "
    "I haven't had a shower since Sunday.",
    "My two year old bites. Not hard at home, but at nursery he bit a girl's arm and left a mark, "
    "and her mum won't look at "
    "me now. He isn't angry when he does it, he looks almost curious. At home he bit me on the "
    "shoulder until I bled while I "
    "was reading to him. We say no biting, biting hurts. How do other people handle it without "
    "making it a game?",
    "We dropped the second nap at 13 months and now he falls asleep in his dinner. Out cold, face "
    "in the peas. If I let him "
    "sleep then he is up till ten, if I don't he is a monster. My MIL is breathing down my neck "
    "about routines. I need "
    "a plan that a working person can keep. He goes to a childminder three days and she says he "
    "naps like a dream there.",
    "Is it normal that my four year old is obsessed with death? Our goldfish died and since then "
    "it is all she talks about. "
    "Will you die, will I die, do ants die, can the fish breathe in heaven. At supper she told "
    "grandma that she is old so "
    "she will die soon. Nobody laughed. I want to be honest without scaring her. What words do you "
    "use?",
    "I shouted at my son tonight. Proper shouting, the kind where your throat hurts after. He is "
    "five and would not put "
    "his shoes on for the tenth time and I just lost it. He looked at me with huge eyes and then "
    "got dressed very quietly, "
    "which is worse. I apologised in the car. I feel like the worst mother. My dad was a shouter "
    "and I swore I'd be "
    "different. How do I make it right, and how do I stop before I blow?",
    "Potty training day four and I'm ready to throw in the towel. She does every wee on the floor "
    "next to the potty and "
    "every poo behind the curtain. She knows, she tells me after. I've got stickers, chocolate, a "
    "singing potty. My "
    "friend's boy did it in a weekend. She is two and a half. Do I put the nappies back on and "
    "wait, or is that giving up?",
    "Baby number two came in June and my eldest has turned into someone else. He hits her on the "
    "head when he thinks I am "
    "not looking, then kisses her. He wants bottles, he wants to be carried, he wets himself "
    "again. I know it is jealousy. "
    "I try to give him time alone but I'm feeding all day. I snapped at him on Tuesday and he said "
    "you don't love me. It broke my heart.",
    "My husband and I can't agree about screens. He thinks an hour of cartoons before dinner is "
    "fine, I think it is killing "
    "her imagination. She is two. When we turn it off she kicks the door and cries herself sick. "
    "He says that proves it is "
    "a fight not worth having. Who is right? Is there a number of minutes that is okay and how do "
    "you switch off without the drama?",
    "Our 18 month old has started banging his head. On the floor, on the wall, on my collarbone, "
    "whenever he is cross. Not "
    "hard enough for a bruise, he checks if I'm watching. The book says ignore. My mother in law "
    "gasps and runs for ice, so of course "
    "he loves it. He does it when he is tired in his cot as well, a sort of rhythm. What would you "
    "do?",
    "I went back to work last Monday and I'm a wreck. She clings to the key worker, waves, then "
    "her lip goes. They send "
    "photos where she is laughing ten minutes later, so I know she's okay. I'm the one who can't "
    "cope, I sit in the car park and sob. "
    "Four days a week feels like too much, but the mortgage doesn't care. Does it hurt them, being "
    "away so long so young?",
    "My son is 20 months and has six words. His cousin of the same age talks in sentences and the "
    "family never stops "
    "comparing. He understands everything, brings me shoes, points at planes, laughs at jokes. My "
    "dad was a late talker. The "
    "health visitor wasn't fussed. How do I help him along without turning into a speech therapist "
    "at breakfast?",
    "She is four, adopted at two, and goes to anyone. In the park she takes strangers by the hand, "
    "at the doctor's she sat "
    "on another mum's lap. People say how friendly. I smile and my stomach drops. At home she is "
    "lovely, a bit bossy. I'm not "
    "worried that someone takes her, I hold her hand, I just wonder what it says and how I teach "
    "her who is hers.",
    "Help with car seats!! My toddler arches and goes rigid the moment I lift her in, screams like "
    "I'm murdering her, and I "
    "end up kneeling on the pavement in the rain doing the straps one handed. Then she is happy as "
    "anything once we move. It is "
    "every single trip. I've tried snacks, songs, letting her do the clip. My back is killing me.",
    "Three kids under five, husband works nights, family abroad. I'm so tired that I put the milk "
    "in the oven yesterday. I "
    "don't need a pep talk, I want to know how other people get them all to bed alone. The baby "
    "needs feeding when the big two "
    "need stories, and somebody always gets the short end. By eight I could sleep standing up.",
    "My little girl is scared of everything since we watched a film with a witch. The dark, the "
    "hoover, the noise in the pipes, men with "
    "beards. She won't go upstairs alone and wakes at two screaming that there's somebody in the "
    "room. I lie down next to "
    "her, she goes off, repeat. She's three and a half. Do I check under the bed for monsters or "
    "does that make it worse?",
    "DS 4 is rough. He doesn't mean it, he runs at kids to hug them and knocks them flat. At a "
    "party he pushed a boy off the "
    "slide, only a small one, and the boy had a bump and cried. Other mums have stopped asking us "
    "over. He hits his sister "
    "when she takes his cars. At home we talk about gentle hands until I am blue in the face.",
    "How much should a ten month old eat? Mine has two spoonfuls and clamps his mouth shut, then "
    "screams if I eat without "
    "sharing. He gags on lumps but is perfectly fine a second later. Milk goes down well. My "
    "mother says I should hold his "
    "nose, which I will not. He weighs what he should. I'd like mealtimes without a headache and "
    "mashed carrot in my hair.",
    "We're separating. It's calm, we still cook together on Sundays, we've told nobody yet. The "
    "boys are two and five. I "
    "don't know how to say it, who should be there, what to answer when they ask why. My own "
    "parents did it with slamming "
    "doors and I don't remember anybody explaining anything. I want them to know it's not their "
    "fault. Any scripts?",
    "My baby only sleeps on me. Contact naps all day, six months now. If I breathe he wakes. I was "
    "fine with it but I'd "
    "love to eat lunch with two hands. People say I've made a rod for my own back. I don't want to "
    "leave him to cry. Is there "
    "a slow way to get him into his cot in his own room, or do they just grow out of it?",
    "Long post, sorry. I grew up with a mother who hit us, a father who left, and nobody ever said "
    "sorry. I'm 34 now with a "
    "gentle husband and a daughter of two. When she screams in my face something in my body goes "
    "cold and I have to leave "
    "the room and count. I've never laid a hand on her. I want to know how people with childhoods "
    "like mine learn to stay.",
    "My three year old has started stuttering, I-I-I want. It comes and goes. Some days nothing, "
    "then a whole weekend of it. "
    "He doesn't seem to notice but my husband finishes his sentences and I could kill him for it, "
    "lol. He talks a mile a "
    "minute. Do we wait or do something? His teacher says it's the brain being faster than the "
    "mouth.",
    "First trip on a plane with an 11 month old, four hours, on my own. What do I take? I'm having "
    "nightmares about being "
    "that woman with the screaming baby. He crawls like lightning and pulls everything. Do you "
    "feed at take off? I'm "
    "nervous about his ears. Friends say bring earplugs for the neighbours. Tell me it will be "
    "okay.",
    "She was such an easy baby. Now she's two and a half and it's a war. No to clothes, no to the "
    "bath, no to getting out of "
    "the bath. She ran off at the bus stop laughing and I ran after her with the buggy, I nearly "
    "had a heart attack. I held her wrist, "
    "too firmly I think, and told her roads are dangerous. She laughed. How do you get it into "
    "their heads?",
    "My mum looks after my son two days a week and I'm grateful, I really am. But she feeds him "
    "biscuits, has the telly on "
    "all day, and tells him big boys don't cry. When I say something she says I raised four and "
    "you all lived. I don't "
    "want to lose my only childcare. How do you set rules with your own mother without world war "
    "three?",
    "Does anybody else not enjoy playing? I feel like a monster for saying it. She's four and "
    "wants me to be the baby and she "
    "is the mummy, for hours. I go dead inside. I'm good at books, baking, walks. My wife plays "
    "for ages and they have their little world. "
    "I worry she'll remember me as the one who said in a minute.",
    "Our nursery has told us that he doesn't join in. He's three, watches the others, plays next "
    "to them with the trains, "
    "comes for a cuddle and goes back. At home he's a chatterbox. They asked if we'd thought about "
    "getting him assessed and I "
    "haven't slept since. Where would we even start, do we ring the doctor or can the nursery send "
    "us?",
    "He won't poo. He's four, does wees no problem, but for a poo he asks for a nappy, goes behind "
    "the sofa, and won't let "
    "anyone near. If we say no nappy he holds it for days and walks on tiptoes. He isn't in pain "
    "now. Grandad thinks we should just stop buying nappies. "
    "I think he is scared of the splash. Has anybody got through this without tears?",
    "I feel nothing when people coo over how fast it goes. My son is five months. I do it all, I "
    "smile at him, I sing, and "
    "it's like I'm watching someone else's hands. There's no big sadness, I eat, I sleep when he "
    "sleeps. I just thought love would "
    "arrive with the placenta. My friend says hers came at about six months. Is that a thing?",
    "Tips for winter mornings? I've got to have a 1 and a 3 year old dressed, fed and out of the "
    "door by 7.10. The little one "
    "goes limp when I try trousers, the big one needs to choose every sock. I end up yelling and "
    "then I cry at the lights. "
    "Their father leaves at six. I've tried sleeping them in their clothes, don't judge me.",
    "My boy is five and tells lies. Silly ones: he had a lion at school, a boy called Max ate glue "
    "and exploded, teacher gave "
    "him a gun made of chocolate. Also real ones, that he washed his hands. My partner gets angry "
    "and says liars get nothing. "
    "I think it's imagination. Where is the line, and what do you say when you know that it isn't "
    "true?",
    "Sleep regression at four months is going to be the death of me. He was doing six hours and "
    "now it's every 45 minutes. I "
    "feed him, he sucks twice and he's gone, out like a light, until I move. My partner takes one "
    "shift but he has no boobs so what is the point. "
    "I've read it's brain development. When did yours end? Lie to me if you must.",
    "Grandparents want to take her for a week and she's two and has never been away from us for "
    "more than a night. They're "
    "lovely, she adores them, they'd drive four hours with her. I want to sleep for a week and I "
    "also feel like throwing up. "
    "Is a week too long at that age? Would short calls help or make it harder for her?",
    "He hits me. He's 22 months, it's when I say no or take something away, right in the face, and "
    "then he hugs me. My "
    "glasses are on their third arm. I've tried holding his hands, walking away, saying ouch. My "
    "husband he never hits. "
    "It hurts my feelings more than my nose, to be honest. Will he grow out of it and is there "
    "something that speeds it up?",
    "Our daughter (6) is being left out. There are three of them and every day two are best "
    "friends and it's not her. She "
    "says nobody likes me and she wishes she could stay home forever. Her teacher says it's normal "
    "at that age. She cries at "
    "bath time and then is fine. I want to march in there. What helps a child with this, and when "
    "do you talk to the other parents?",
    "My stepson is four and here every second week. First day he tests everything: feet on table, "
    "spits his food, tells me "
    "you're not my mum. By Wednesday he's on my lap. Then he goes and it starts again. His dad "
    "thinks I take it personally. "
    "I do. How do I keep the same rules without being the wicked witch?",
    "I'm a nanny and the parents asked me to do time out. The boy is two. I sit with him on the "
    "step for one minute and he thinks it's a game, "
    "kisses my knee and asks to do it again. I don't think he connects it with the train he threw. "
    "Their book says naughty step, mine says stay close. "
    "What do I tell them without sounding like I know better than his mother?",
    "Thumb sucking at five. The dentist pulled a face and showed me her teeth on a screen. She "
    "only does it at night and when she's "
    "watching something, with her bunny's ear up her nose. I painted that bitter stuff on and she "
    "cried for an hour and then sucked the other "
    "one. I don't want to take her only comfort away the month she starts school. How did you do "
    "it?",
    "We moved to a new country in August and my three year old has stopped napping, whispers at "
    "nursery, and says he wants "
    "to go home home. He hears English there and Polish with us. He's okay once he's with his "
    "trains. I cry too, I miss my "
    "kitchen. Do we speak English at home to help him or will that muddle everything?",
    "My twins are 9 months and I've never had a bath alone. One wakes the other. If I pick up one, "
    "the other howls as if I'd "
    "left for good. I'm touched out, I love them, I'd kill for an hour in an empty house. My "
    "sister offered to take them for a "
    "morning and I said no because what if they need me. How do I let myself go?",
    "Four year old swears. She called the cat something I can't type, in front of the vicar, in "
    "exactly my husband's voice. "
    "We laughed, I know, I know. Now she says it whenever she's got an audience. Time out does "
    "nothing, ignoring does "
    "nothing, explaining makes her grin. He's promised to stop in the car. What worked for you?",
    "Is it too late? My daughter is five. I was low for her first two years, properly low, had "
    "help, I'm well now. She is "
    "funny and bright and tells me when she's cross. But I look at the baby photos and I can't "
    "remember her. I keep reading "
    "about the first thousand days. What can a normal person do now to make up for that time?",
    "Fussy eater, 3, lives on pasta, yoghurt and air. Meat makes him gag, anything green gets "
    "thrown. My in laws say starve "
    "him out and he'll eat. I don't do that, but I've started begging, which is no better. He "
    "drinks loads of milk. He's "
    "growing along his line. I dread five o'clock. How do I get out of being the entertainer with "
    "the spoon?",
    "My son saw our dog get run over by the neighbour last summer. He was three. For weeks he "
    "asked where Benny was and then "
    "it faded. Now he's started acting it out with his cars, bang, Benny's dead, over and over, "
    "quite cheerful. My "
    "wife leaves the room. Should we stop him or let him play it through? He sleeps fine and loves "
    "his nursery.",
    "Mi hija de 20 meses se despierta tres veces y solo se calma con el pecho. Estoy muerta de "
    "sueño y mi marido no puede hacer "
    "nada porque grita si la toma él. La abuela dice que la deje llorar, que para eso me criaron "
    "así. No quiero dejarla sola. "
    "¿Cómo le quito las tomas de la noche poco a poco sin que sea un drama para las dos?",
    "Mi hijo de tres años hace un berrinche cada vez que salimos del parque. Se tira al piso, "
    "patea, se pone rojo y me pega. "
    "Anoche perdí la paciencia y le grité feo en el carro, y él se quedó calladito. Me sentí "
    "horrible. Mi esposo dice que lo "
    "consiento. ¿Cómo hago para irnos sin pelear y cómo arreglo lo del grito?",
    "En la guardería me dicen que muerde. Tiene dos años recién cumplidos y todavía habla poquito. "
    "Ayer le mordió la mano a una niña y le "
    "quedó la marca, su mamá estaba furiosa. En casa no lo hace, solo cuando está muy cansado me "
    "muerde el hombro. Le decimos que no, que duele. "
    "¿Es una etapa? ¿Qué hacen ustedes?",
    "Nació la hermanita y mi hijo de cuatro volvió a pedir biberón, se hace pipí y habla como "
    "bebé. A la niña le da besos y "
    "de pronto le aprieta la mano. Yo estoy sola todo el día con los dos y no me da la vida. Me "
    "muero de risa y de llanto a la "
    "vez. ¿Cómo le hago sentir que sigue siendo mi niño?",
    "Mi niña de cinco no quiere entrar al kínder. Llora desde que desayuna, dice que le duele la "
    "panza y en la puerta se me "
    "cuelga del cuello. La maestra me cuenta que a los cinco minutos juega feliz. Yo me voy con el "
    "corazón roto al trabajo. "
    "¿Me quedo un rato o me voy rápido? Mi mamá dice que me está chantajeando.",
    "No come. Bueno, come pan, arroz y plátano. Si ve algo verde lo avienta. Mi suegra quiere "
    "obligarlo y yo no lo obligo, pero "
    "termino haciéndole otra cosa. El pediatra dice que su peso está bien. Tiene dos años y medio "
    "y mucha energía, corre todo "
    "el día. ¿Cómo hago para que pruebe cosas sin que la mesa sea una guerra?",
    "Mi bebé de dos meses tiene cólicos y de siete a diez no hay quien lo consuele. Lo paseo, le "
    "canto, lo pongo en la "
    "mochila. Mi marido lo mece y se turna conmigo. Come bien y sube de peso. Ya no aguanto las "
    "opiniones de todos. ¿Cuándo "
    "se le pasa esto y qué les funcionó a ustedes?",
    "Mi hijo de seis me cuida demasiado. Si estoy triste me trae agua, me pregunta si ya comí y "
    "regaña a su papá si levanta la "
    "voz. Desde que perdí a mi mamá lo hace más. Es un amor, pero siento que está cargando cosas "
    "que no le tocan. ¿Cómo le "
    "digo que él es el niño y yo la grande, sin que se sienta rechazado?",
    "Nos estamos separando de buena manera y no sabemos cómo decírselo a las niñas, tienen tres y "
    "cinco. Él se va a un departamento cerca. La grande ya pregunta por "
    "qué papá duerme en el sofá. No quiero que piensen que es culpa de ellas. ¿Lo decimos juntos? "
    "¿Qué palabras usan para niñas tan chiquitas?",
    "Mi mamá lo deja ver la tele toda la mañana y le da dulces. Luego llega a casa y si le apago "
    "la tableta grita como si lo "
    "estuviera matando. Tiene cuatro. No quiero pelearme con ella porque sin su ayuda no puedo "
    "trabajar. ¿Cómo pongo límites a "
    "la abuela y cuánto tiempo de pantalla está bien?",
    "De niña me pegaban con la chancla y juré que conmigo se acababa. Tengo una niña de tres y "
    "cuando me reta siento que me "
    "hierve la sangre. Nunca la he tocado, me encierro en el baño y respiro. ¿Cómo aprende una a "
    "criar distinto si no tuvo de quién aprender?",
    "Mi bebé de nueve meses llora si salgo del cuarto. Voy al baño y grita. Con su papá está bien, "
    "con mi hermana no. Todos "
    "dicen que tiene mamitis y que por cargarlo tanto. A mí me gusta cargarlo pero me ahogo entre "
    "la ropa y los platos. ¿Se le "
    "va a quitar? ¿Le hago daño si lo dejo llorar un minuto mientras me baño?",
    "Le tiene terror al agua. Antes amaba la tina y desde que le entró jabón en los ojos se pone "
    "tiesa en cuanto ve la "
    "esponja. Tiene dos años. La lavo con una toallita y ni así. Mi marido quiere meterla y ya, yo "
    "creo que es peor. ¿Cómo "
    "hacemos para que vuelva a gustarle?",
    "Mi hijo mayor dice mentiras. Que hay un león en su escuela, que la maestra le regaló un "
    "coche. También que se lavó los "
    "dientes. Tiene cinco años. Su papá se enoja y lo castiga sin tele. Yo pienso que es "
    "imaginación. ¿Dónde está el límite y "
    "qué le contesto cuando sé que no es verdad?",
    "Sale del kínder agotado y explota por cualquier cosa: que la galleta está rota, que el "
    "calcetín le molesta. Allá se porta "
    "de maravilla. Yo recojo lo peor. Mi vecina dice que le falta mano dura. ¿Por qué conmigo, y "
    "cómo lo ayudo en esa hora antes de la cena sin perder la cabeza?",
};

}  // namespace

TEST_CASE("ordinary posts are not urgent") {
  static_assert(std::size(kPosts) == 60);
  for (const char* post : kPosts) {
    const service::Text text = service::read_text(post);
    const service::Verdict verdict = screen(test::shipped_rules(), text, service::facts_in(text));
    if (verdict.outcome != service::Outcome::Urgent) continue;
    const service::Hit& hit = verdict.hits.front();
    std::string words;
    for (std::uint32_t i = hit.first; i <= hit.last; ++i) words += " " + text.tokens[i].word;
    const std::string told = test::shipped_rules().rules()[hit.rule].id + " at" + words;
    FAIL_CHECK(told);
  }
}
