using System.Text;

namespace Dbwright.Data;

/// <summary>Names and places of a language, with its letters. A word with a bar has its plain letters behind it.</summary>
internal sealed class LocaleWords
{
    private readonly Dictionary<int, string[]> cities = [];
    private readonly Dictionary<int, string> countries = [];

    private LocaleWords(
        string name,
        string given,
        string family,
        string streets,
        string places,
        bool numberFirst = false,
        bool familyFirst = false
    )
    {
        Name = name;
        (Given, PlainGiven) = Split(given);
        (Family, PlainFamily) = Split(family);
        Streets = streets.Split(',');
        NumberFirst = numberFirst;
        FamilyFirst = familyFirst;
        // CODE:name:weight:city,city;…
        var weighted = new List<int>();
        foreach (var parts in places.Split(';').Select(p => p.Split(':')))
        {
            var index = Array.FindIndex(Place.All, p => p.Code == parts[0]);
            countries[index] = parts[1];
            cities[index] = parts[3].Split(',');
            weighted.AddRange(Enumerable.Repeat(index, parts[2].Length));
        }

        Countries = [.. weighted];
    }

    /// <summary>The languages.</summary>
    public static readonly LocaleWords[] All =
    [
        new(
            "en",
            "James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Emma Oliver Amelia George Olivia Harry Isla Noah Grace Ethan Chloe Daniel Hannah",
            "Smith Johnson Williams Brown Jones Taylor Davies Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Clarke",
            "Oak Street,Maple Avenue,Church Road,High Street,Station Road,Park Lane,Mill Road,Victoria Road,King Street,Queen Street,Main Street,Cedar Drive,Elm Court,Washington Avenue,Lake View,Hill Road",
            "US:United States:xxx:New York,Los Angeles,Chicago,Houston,Seattle,Denver,Boston,Austin;GB:United Kingdom:xx:London,Birmingham,Manchester,Leeds,Glasgow,Bristol,Edinburgh,Cardiff;CA:Canada:x:Toronto,Vancouver,Calgary,Ottawa,Halifax;AU:Australia:x:Sydney,Melbourne,Brisbane,Perth,Adelaide",
            numberFirst: true
        ),
        new(
            "de",
            "Anna Lukas Julia Felix Katharina Maximilian Lena Jonas Sophie Paul Marie Leon Clara Moritz Johanna Niklas Greta Tobias Jürgen Björn Käthe Günther Zoë Jörg Bärbel",
            "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hartmann Weiß Jäger Groß",
            "Hauptstraße,Schulstraße,Gartenstraße,Bahnhofstraße,Dorfstraße,Bergstraße,Lindenstraße,Kirchgasse,Goethestraße,Schillerstraße,Am Markt,Mühlenweg,Rosenweg,Königsallee,Brückenstraße",
            "DE:Deutschland:xxxxxx:Berlin,Hamburg,München,Köln,Frankfurt am Main,Stuttgart,Düsseldorf,Leipzig,Dresden,Nürnberg,Hannover,Bremen;AT:Österreich:x:Wien,Graz,Linz,Salzburg,Innsbruck;CH:Schweiz:x:Zürich,Basel,Bern,Winterthur,Luzern"
        ),
        new(
            "fr",
            "Camille Lucas Manon Hugo Chloé Louis Inès Gabriel Jeanne Arthur Louise Jules Alice Raphaël Margaux Antoine Claire Mathieu Élodie Pierre François Zoé Léa Théo Hélène",
            "Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefèvre Michel Garcia Roux Fournier Girard Bonnet Dupont Lambert Rousseau Müller François Mercier",
            "rue de la République,rue Victor Hugo,avenue Jean Jaurès,place de l'Église,rue du Moulin,boulevard Saint-Michel,rue des Écoles,rue Pasteur,allée des Tilleuls,chemin du Lavoir,rue de la Gare,quai de la Loire",
            "FR:France:xxxxxx:Paris,Marseille,Lyon,Toulouse,Nice,Nantes,Strasbourg,Bordeaux,Lille,Rennes,Saint-Étienne;CH:Suisse:x:Genève,Lausanne,Neuchâtel,Fribourg;CA:Canada:x:Montréal,Québec,Laval,Gatineau",
            numberFirst: true
        ),
        new(
            "es",
            "Lucía Mateo Sofía Martín Valentina Hugo Camila Diego Isabella Alejandro Paula Javier Carmen Pablo Elena Sergio Ana Carlos Marta Andrés María José Inés Iván Begoña",
            "García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Ruiz Díaz Hernández Álvarez Jiménez Moreno Muñoz Alonso Gutiérrez Romero Navarro Núñez Peña Ibáñez Castaño Vázquez",
            "Calle Mayor,Calle Real,Avenida de la Constitución,Plaza de España,Calle del Sol,Calle de Alcalá,Paseo del Prado,Gran Vía,Calle San José,Camino Viejo,Avenida de América,Calle Nueva",
            "ES:España:xxxx:Madrid,Barcelona,Valencia,Sevilla,Zaragoza,Málaga,Bilbao,Granada,Murcia,Alicante,A Coruña;MX:México:xxx:Ciudad de México,Guadalajara,Monterrey,Puebla,Tijuana,León,Mérida,Querétaro"
        ),
        new(
            "it",
            "Francesco Giulia Alessandro Sofia Lorenzo Aurora Mattia Martina Leonardo Chiara Gabriele Sara Riccardo Alice Tommaso Elisa Niccolò Beatrice Davide Federica",
            "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti De Luca Mancini Costa Giordano Rizzo Lombardi Moretti".Replace(
                "De Luca",
                "Deluca"
            ),
            "Via Roma,Via Garibaldi,Corso Italia,Piazza della Libertà,Via Dante,Via Mazzini,Viale Europa,Via Verdi,Via Manzoni,Vicolo Stretto",
            "IT:Italia:x:Roma,Milano,Napoli,Torino,Palermo,Genova,Bologna,Firenze,Verona,Venezia"
        ),
        new(
            "ja",
            "陽翔|Haruto 結衣|Yui 蒼太|Sota 葵|Aoi 悠斗|Yuto 陽菜|Hina 陸|Riku 咲良|Sakura 海斗|Kaito 芽依|Mei 蓮|Ren 明里|Akari 匠|Takumi 七海|Nanami 大輝|Daiki 恵美|Emi 健司|Kenji 陽子|Yoko 浩|Hiroshi 直子|Naoko",
            "佐藤|Sato 鈴木|Suzuki 高橋|Takahashi 田中|Tanaka 渡辺|Watanabe 伊藤|Ito 山本|Yamamoto 中村|Nakamura 小林|Kobayashi 加藤|Kato 吉田|Yoshida 山田|Yamada 佐々木|Sasaki 松本|Matsumoto 井上|Inoue 木村|Kimura 林|Hayashi 清水|Shimizu 斎藤|Saito 森|Mori",
            "桜町,本町,中央,緑町,栄町,旭町,幸町,新町,大手町,青葉台,若葉町,富士見町",
            "JP:日本:x:東京,大阪,横浜,名古屋,札幌,福岡,神戸,京都,仙台,広島",
            familyFirst: true
        ),
    ];

    /// <summary>The language: <c>de</c>.</summary>
    public string Name { get; }

    /// <summary>Given names.</summary>
    public string[] Given { get; }

    /// <summary>Given names in plain letters.</summary>
    public string[] PlainGiven { get; }

    /// <summary>Family names.</summary>
    public string[] Family { get; }

    /// <summary>Family names in plain letters.</summary>
    public string[] PlainFamily { get; }

    /// <summary>Streets.</summary>
    public string[] Streets { get; }

    /// <summary>Whether a house's number stands before the street.</summary>
    public bool NumberFirst { get; }

    /// <summary>Whether family names come first.</summary>
    public bool FamilyFirst { get; }

    /// <summary>The countries by their position among all, each as often as it occurs.</summary>
    public int[] Countries { get; }

    /// <summary>The cities of a country as they are called there.</summary>
    public string[] Cities(int country) => cities[country];

    /// <summary>What the country is called.</summary>
    public string CountryName(int country) => countries[country];

    private static (string[] Words, string[] Plain) Split(string words)
    {
        var pairs = words.Split(' ').Select(w => w.Split('|')).ToArray();
        return ([.. pairs.Select(p => p[0])], [.. pairs.Select(p => p.Length > 1 ? p[1] : Plain(p[0]))]);
    }

    private static string Plain(string word)
    {
        var plain = new StringBuilder();
        foreach (var letter in word)
        {
            plain.Append(
                letter switch
                {
                    'ä' => "ae",
                    'ö' => "oe",
                    'ü' => "ue",
                    'ß' => "ss",
                    'á' or 'à' or 'â' => "a",
                    'é' or 'è' or 'ê' or 'ë' => "e",
                    'É' => "E",
                    'Á' => "A",
                    'í' or 'ï' or 'î' => "i",
                    'ó' or 'ò' or 'ô' => "o",
                    'ú' or 'ù' or 'û' => "u",
                    'ñ' => "n",
                    'ç' => "c",
                    _ => letter.ToString(),
                }
            );
        }

        return plain.ToString();
    }
}
