namespace Dbwright.Data;

/// <summary>Countries with what belongs to them, so that country, city, postcode, currency, language and telephone prefix of a row agree.</summary>
/// <param name="Code">ISO 3166-1 alpha-2.</param>
/// <param name="Name">The name in English.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Dialling">The telephone prefix without the plus sign.</param>
/// <param name="Postcode">The form of a postcode: 9 a digit, A a letter, the rest itself.</param>
/// <param name="Cities">Some cities.</param>
internal sealed record Place(
    string Code,
    string Name,
    string Currency,
    string Language,
    string Dialling,
    string Postcode,
    string[] Cities
)
{
    /// <summary>The countries that generated addresses lie in, the most frequent first.</summary>
    public static readonly Place[] All =
    [
        Of(
            "US|United States|USD|en-US|1|99999|New York,Los Angeles,Chicago,Houston,Phoenix,Philadelphia,Seattle,Denver,Boston,Portland,Austin,Columbus"
        ),
        Of("DE|Germany|EUR|de-DE|49|99999|Berlin,Hamburg,Munich,Cologne,Frankfurt,Stuttgart,Leipzig,Dresden,Bremen,Hanover"),
        Of(
            "GB|United Kingdom|GBP|en-GB|44|AA9 9AA|London,Birmingham,Manchester,Leeds,Glasgow,Liverpool,Bristol,Edinburgh,Cardiff,Sheffield"
        ),
        Of("FR|France|EUR|fr-FR|33|99999|Paris,Marseille,Lyon,Toulouse,Nice,Nantes,Strasbourg,Bordeaux,Lille,Rennes"),
        Of("IN|India|INR|en-IN|91|999999|Mumbai,Delhi,Bengaluru,Hyderabad,Chennai,Kolkata,Pune,Ahmedabad,Jaipur,Lucknow"),
        Of("JP|Japan|JPY|ja-JP|81|999-9999|Tokyo,Osaka,Yokohama,Nagoya,Sapporo,Fukuoka,Kobe,Kyoto,Sendai,Hiroshima"),
        Of(
            "CA|Canada|CAD|en-CA|1|A9A 9A9|Toronto,Montreal,Vancouver,Calgary,Ottawa,Edmonton,Winnipeg,Quebec City,Halifax,Victoria"
        ),
        Of(
            "BR|Brazil|BRL|pt-BR|55|99999-999|Sao Paulo,Rio de Janeiro,Brasilia,Salvador,Fortaleza,Belo Horizonte,Curitiba,Recife,Manaus,Porto Alegre"
        ),
        Of("ES|Spain|EUR|es-ES|34|99999|Madrid,Barcelona,Valencia,Seville,Zaragoza,Malaga,Bilbao,Granada,Murcia,Alicante"),
        Of("IT|Italy|EUR|it-IT|39|99999|Rome,Milan,Naples,Turin,Palermo,Genoa,Bologna,Florence,Verona,Venice"),
        Of(
            "NL|Netherlands|EUR|nl-NL|31|9999 AA|Amsterdam,Rotterdam,The Hague,Utrecht,Eindhoven,Groningen,Tilburg,Breda,Nijmegen,Haarlem"
        ),
        Of("PL|Poland|PLN|pl-PL|48|99-999|Warsaw,Krakow,Lodz,Wroclaw,Poznan,Gdansk,Szczecin,Lublin,Katowice,Torun"),
        Of("AU|Australia|AUD|en-AU|61|9999|Sydney,Melbourne,Brisbane,Perth,Adelaide,Canberra,Hobart,Darwin,Newcastle,Geelong"),
        Of("SE|Sweden|SEK|sv-SE|46|999 99|Stockholm,Gothenburg,Malmo,Uppsala,Linkoping,Orebro,Helsingborg,Norrkoping,Lund,Umea"),
        Of("CH|Switzerland|CHF|de-CH|41|9999|Zurich,Geneva,Basel,Lausanne,Bern,Winterthur,Lucerne,Lugano,Biel,Thun"),
        Of("AT|Austria|EUR|de-AT|43|9999|Vienna,Graz,Linz,Salzburg,Innsbruck,Klagenfurt,Villach,Wels,Steyr,Dornbirn"),
        Of("MX|Mexico|MXN|es-MX|52|99999|Mexico City,Guadalajara,Monterrey,Puebla,Tijuana,Leon,Merida,Cancun,Queretaro,Toluca"),
        Of(
            "ZA|South Africa|ZAR|en-ZA|27|9999|Johannesburg,Cape Town,Durban,Pretoria,Port Elizabeth,Bloemfontein,East London,Polokwane,Nelspruit,Kimberley"
        ),
        Of("NG|Nigeria|NGN|en-NG|234|999999|Lagos,Abuja,Kano,Ibadan,Port Harcourt,Benin City,Kaduna,Enugu,Jos,Calabar"),
        Of("KR|South Korea|KRW|ko-KR|82|99999|Seoul,Busan,Incheon,Daegu,Daejeon,Gwangju,Suwon,Ulsan,Jeju,Jeonju"),
    ];

    /// <summary>How often each country occurs: halved every three places.</summary>
    public static readonly Quantiles Frequency = Quantiles.Zipf(All.Length, 0.8);

    /// <summary>All codes of ISO 3166-1 alpha-2, for columns in which every row needs another one.</summary>
    public static readonly string[] Countries = Pairs(
        "USDEGBFRINJPCABRESITNLPLAUSECHATMXZANGKRADAEAFAGAIALAMAOAQARASAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBSBTBVBWBYBZCCCDCFCGCICKCLCMCNCOCRCUCVCWCXCYCZDJDKDMDODZECEEEGEHERETFIFJFKFMFOGAGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMIOIQIRISJEJMJOKEKGKHKIKMKNKPKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMYMZNANCNENFNINONPNRNUNZOMPAPEPFPGPHPKPMPNPRPSPTPWPYQAREROROUARSRURWSASBSCSDSGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUGUMUYUZVAVCVEVGVIVNVUWFWSYEYTZMZW",
        2
    );

    /// <summary>Codes of ISO 4217 in use.</summary>
    public static readonly string[] Currencies = Pairs(
        "USDEURGBPINRJPYCADBRLPLNAUDSEKCHFMXNZARNGNKRWCNYDKKNOKNZDSGDHKDTRYCZKHUFRONILSAEDSARTHBMYRIDRPHPVNDTWDPKRBDTEGPKESGHSMADARSCLPCOPPENUYUBOBPYGCRCDOPGTQISKBGNRSDUAHKZTUZSGELAMDAZNJODKWDQARBHDOMRLBPTNDDZDETBTZSUGXRWFZMWMZNAOABWPNADMURLKRNPRMMKKHRLAKMNT",
        3
    );

    /// <summary>Languages.</summary>
    public static readonly string[] Languages =
        "en-US de-DE en-GB fr-FR hi-IN ja-JP pt-BR es-ES it-IT nl-NL pl-PL sv-SE ko-KR zh-CN zh-TW ar-EG tr-TR cs-CZ hu-HU ro-RO da-DK nb-NO fi-FI el-GR he-IL th-TH vi-VN id-ID ms-MY uk-UA bg-BG hr-HR sk-SK sl-SI lt-LT lv-LV et-EE ca-ES fa-IR bn-BD ta-IN te-IN mr-IN ur-PK sw-KE af-ZA is-IS ga-IE mt-MT sq-AL en-IN en-CA en-AU en-ZA en-NG de-CH de-AT es-MX".Split(
            ' '
        );

    /// <summary>Names of streets.</summary>
    public static readonly string[] Streets =
        "Oak Maple Cedar Pine Elm Washington Lake Hill Park Main Church High Station Mill River Spring Garden Bridge Market School Forest Meadow Victoria King Queen Castle North South West East Chestnut Willow Harbour Abbey Orchard Linden Rose Sunset Valley Highland".Split(
            ' '
        );

    /// <summary>What streets are called.</summary>
    public static readonly string[] StreetKinds = "Street Avenue Road Lane Drive Way Court Place Square Terrace".Split(' ');

    private static Place Of(string text)
    {
        var parts = text.Split('|');
        return new(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6].Split(','));
    }

    private static string[] Pairs(string text, int width) =>
        [
            .. Enumerable
                .Range(0, text.Length / width)
                .Select(i => text.Substring(i * width, width))
                .Distinct(StringComparer.Ordinal),
        ];
}
