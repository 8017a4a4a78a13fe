"""Numbers in words, of the languages that outlets write in: what belongs to one number.

A table is text, a word after the other; a word may be a pattern of its forms.
"""

UNITS = """
    one two three four five six seven eight nine
    eins zwei drei vier fünf sechs sieben acht neun
    deux trois quatre cinq sept huit neuf
    один одна два две три четыре пять шесть семь восемь девять
    дві чотири п'ять шість сім вісім дев'ять
"""
TENS = """
    twenty thirty forty fifty sixty seventy eighty ninety
    vingt trente quarante cinquante soixante
    двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто
    двадцять тридцять п'ятдесят шістдесят сімдесят вісімдесят дев'яносто
"""
TEENS = """
    ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig
    dix onze douze treize quatorze quinze seize
    десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать
    восемнадцать девятнадцать одинадцять дванадцять п'ятнадцять
"""
HUNDREDS = """
    hundred thousand hundert tausend cent cents vingts mille
    сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот
    двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот
    тысяча тысячи тысячу тысяч тисяча тисячі тисячу тисяч
"""
"""What smaller numbers follow: two hundred five."""
PARTS = """
    half halves quarter quarters first second third thirds fourth fourths fifth fifths sixth sixths
    seventh sevenths eighth eighths ninth ninths tenth tenths
"""
MORE_UNITS = """
    dos tres cuatro cinco seis siete ocho nueve tre quattro cinque sei sette otto nove
    dois duas três quatro sete oito twee drie vijf zes zeven acht negen
    dwa dwie trzy cztery pięć sześć siedem osiem dziewięć iki üç dört beş altı yedi sekiz dokuz
"""
MORE_TENS = """
    treinta cuarenta cincuenta sesenta setenta ochenta noventa
    vinte trinta quarenta cinquenta sessenta oitenta
    dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt
    dziewięćdziesiąt yirmi otuz kırk elli altmış yetmiş seksen doksan
"""
MORE_HUNDREDS = """
    cien ciento doscient[oa]s trescient[oa]s quinient[oa]s mil cem duzent[oa]s trezent[oa]s cento
    dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset tysiące? tysięcy yüz
"""
"""Of Spanish, Italian, Portuguese, Dutch, Polish and Turkish, where they are words of no other."""
HALVES = r"""
    half halbe halben anderthalb eineinhalb demi medio mezzo meio pół półtora yarım
    полтора полторы півтора половиной половиною buçuk anderhalf \w+(?:einhalb|ënhalf|eenhalf)
"""
VAGUE = r"""
    several few mehrere einige plusieurs quelques varios varias alguns algumas vari alcuni enkele
    kilka birkaç несколько нескольких декілька кілька кількох
"""
"""Numbers that are not exact, of what stands behind them: several million."""
SCALES = r"""
    hundred thousand million billion trillion bn mn mln tn trn dozen
    hundert tausend milliarden? billiarden? mrd\.? mio\.? mille milliards?
    lakhs? crores? md md€ mds mds€ m€ mia\.? tsd\.? tys\.? tis\.? mld\.? tusen tuhatta milj\w+
    millioner milliarder millió milliárd ezer milioane miliarde mii milion\w* miliard\w* tisíce?
    milijun\w* milijard\w* hiljad\w* tisuć\w* juta miliar ribu triliun triệu tỷ tỉ nghìn ngàn
    εκατομμύρι\w* δισεκατομμύρι\w* εκατ\.? δισ\.? χιλιάδες милион\w* милиард\w* хиляди
    آلاف ملايين مليارات میلیون میلیارد هزار लाख करोड़ हज़ार हजार
    тыс\.? млн\.? млрд\.? трлн\.? тис\.? مليون مليار ألف מיליון מיליארד אלף
    cien mil cento mila millón milión milione milhão miljoen miljard mil milyon milyar bin yüz
    tysiące? tysięcy miliona? miliarda? miliardo
    percent percentage posto prosen\w* százalék\w* persen درصد प्रतिशत pct\.?
    prozent\w* procent\w* процент\w* відсот\w* بالمئة بالمائة אחוז אחוזים
"""
"""What a number before them counts."""
MANY = r"""
    hundreds thousands millions billions trillions millionen billionen
    millones miles milioni miliardi milhões miljoenen miliony milionów miliardy miliardów
    тысяч\w* миллион\w* миллиард\w* триллион\w* тисяч\w* мільйон\w* мільярд\w* трильйон\w*
"""
"""What may also stand without a number, as in `in 2022 millions fled`."""
