namespace Dbwright.Data;

/// <summary>English words for titles and running text; frequent ones first, as texts have them.</summary>
internal static class Words
{
    /// <summary>Things.</summary>
    public static readonly string[] Nouns = Distinct(
        "time system order service product team project report customer market price design garden kitchen travel music water house school office "
            + "story camera coffee table window paper light engine phone screen battery bottle jacket shoe bag chair desk lamp shelf clock mirror carpet "
            + "blanket pillow towel basket candle vase plate bowl cup glass knife spoon pan kettle oven mixer grill toaster heater fan filter cable "
            + "charger speaker headphone keyboard mouse monitor printer tablet laptop router drive sensor drone robot tripod lens helmet bicycle tent "
            + "backpack compass lantern rope boot glove scarf hat belt wallet watch ring necklace bracelet perfume soap brush comb razor shampoo lotion "
            + "vitamin cereal honey chocolate cheese bread butter olive tomato pepper onion garlic lemon orange apple berry almond pasta rice sauce soup "
            + "salad spice tea juice wine novel journal notebook pencil marker easel canvas guitar piano violin drum flute record poster puzzle game toy "
            + "doll kite balloon ball racket glider board skate rod net anchor paddle kayak sail harbour bridge tower castle museum gallery theatre "
            + "station airport railway highway tunnel river mountain forest desert island valley meadow ocean beach storm winter summer autumn spring "
            + "morning evening history science physics algebra geometry grammar lesson lecture course exam student teacher library archive index query "
            + "schema network server cluster memory storage backup release version protocol signal channel message packet token session account invoice "
            + "payment budget contract policy claim review survey audit forecast margin revenue profit risk supply shipment warehouse parcel courier "
            + "vendor brand campaign article column headline editor author reader comment topic thread forum event ticket venue concert festival recipe "
            + "guide manual tutorial chapter workshop seminar portfolio dashboard workflow pipeline template module feature issue sprint milestone"
    );

    /// <summary>How things are.</summary>
    public static readonly string[] Adjectives = Distinct(
        "new small large good modern classic light dark simple smart quiet fast strong soft warm cool fresh clean bright heavy portable compact "
            + "wireless electric solar digital wooden steel leather cotton ceramic bamboo copper silver golden blue green red white black grey natural "
            + "organic daily weekly annual local global open secure public private shared hidden advanced basic complete practical essential premium "
            + "vintage urban rural coastal northern southern eastern western early late long short deep high wide narrow round square flexible durable "
            + "waterproof foldable adjustable reliable gentle bold sharp smooth rough sweet bitter spicy ripe dry cold hot calm wild brave clever kind "
            + "honest rare common distant central royal grand little ancient future rapid steady sturdy elegant cosy handmade recycled limited seasonal"
    );

    /// <summary>What is done.</summary>
    public static readonly string[] Verbs = Distinct(
        "makes gives takes keeps shows finds brings holds needs helps turns moves works starts opens builds carries changes leads meets includes "
            + "offers follows supports covers reaches improves protects connects measures prepares explains reduces replaces delivers arrives stays "
            + "grows saves solves tests plays reads writes sends"
    );

    /// <summary>Words that texts are held together by, the most frequent first.</summary>
    public static readonly string[] Connectives =
        "the of and to in a is that it for was on are with as at be this from have or by one had but not what all were when we there can an your which their if will each about how up out them then she many some so these would other into has more two like him see could no than first been its who now".Split(
            ' '
        );

    /// <summary>Capitalised forms of <see cref="Nouns"/>.</summary>
    public static readonly string[] TitleNouns = [.. Nouns.Select(Capital)];

    /// <summary>Capitalised forms of <see cref="Adjectives"/>.</summary>
    public static readonly string[] TitleAdjectives = [.. Adjectives.Select(Capital)];

    /// <summary>How often the nouns occur.</summary>
    public static readonly Quantiles NounFrequency = Quantiles.Zipf(Nouns.Length, 0.9);

    /// <summary>How often the adjectives occur.</summary>
    public static readonly Quantiles AdjectiveFrequency = Quantiles.Zipf(Adjectives.Length, 0.8);

    /// <summary>How often the connectives occur.</summary>
    public static readonly Quantiles ConnectiveFrequency = Quantiles.Zipf(Connectives.Length, 1.0);

    /// <summary>What companies are called after their name.</summary>
    public static readonly string[] CompanyForms = "Ltd Inc GmbH Group Partners Labs Works Trading Systems Studio".Split(' ');

    private static string[] Distinct(string words) => [.. words.Split(' ').Distinct(StringComparer.Ordinal)];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
