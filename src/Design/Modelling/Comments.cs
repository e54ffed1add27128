using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>
/// Comments for tables and columns: the document's own words where it has some, else a sentence of what is known and no more.
/// </summary>
internal static class Comments
{
    public static string Of(Entity entity) =>
        Sentence(entity.About.Length > 0 ? entity.About : $"The {Words(Plural.Of(entity.Name))} of the application");

    public static string OfJoin(Relationship relationship) =>
        Sentence(
            relationship.About.Length > 0
                ? relationship.About
                : $"Which {Words(relationship.Left)} belongs with which {Words(relationship.RightRole)}; one row for each pair"
        );

    /// <summary>The comment of an attribute's column.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="owner">The entity or join entity.</param>
    /// <param name="choice">Its physical type.</param>
    public static string Of(EntityAttribute attribute, string owner, TypeChoice choice)
    {
        var parts = new List<string> { Sentence(attribute.About.Length > 0 ? attribute.About : What(attribute, owner)) };
        if (attribute.Type.Kind == SemanticKind.Enum)
        {
            parts.Add($"One of: {string.Join(", ", attribute.Type.Values)}.");
        }

        if (choice.ScaleDigits > 0)
        {
            parts.Add($"Stored as a whole number of 1/{Math.Pow(10, choice.ScaleDigits):0}.");
        }

        if (attribute.Secret || attribute.Type.Kind is SemanticKind.Password or SemanticKind.Secret)
        {
            parts.Add(attribute.Type.Kind == SemanticKind.Password ? "Only a hash; never shown." : "Secret; never shown.");
        }

        if (attribute.Personal)
        {
            parts.Add("Personal data.");
        }

        return string.Join(' ', parts);
    }

    public static string OfReference(Relationship relationship, string role, string referenced) =>
        Sentence(
            relationship.About.Length > 0 ? relationship.About
            : relationship.IsOptional ? $"The {Words(referenced)} that this row refers to as {Words(role)}, if any"
            : role == referenced ? $"The {Words(referenced)} that this row belongs to"
            : $"The {Words(referenced)} that this row refers to as {Words(role)}"
        );

    /// <summary>The text with a capital at its start and a full stop at its end, on one line.</summary>
    public static string Sentence(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length == 0)
        {
            return line;
        }

        var start = char.ToUpperInvariant(line[0]) + line[1..];
        return start[^1] is '.' or '!' or '?' ? start : start + ".";
    }

    /// <summary>A kind of meaning in words: <c>person name</c>.</summary>
    public static string Words(SemanticKind kind) => Words(ObjectNames.SnakeCase(kind.ToString()));

    private static string What(EntityAttribute attribute, string owner)
    {
        var name = attribute.Name;
        if (attribute.Type.Kind is SemanticKind.Timestamp or SemanticKind.Date && name.LastIndexOf('_') is > 0 and var end)
        {
            var (verb, tail) = (name[..end], name[end..]);
            if (tail is "_at" or "_on" && verb.EndsWith("ed", StringComparison.Ordinal))
            {
                return $"When the {Words(owner)} was {Words(verb)}";
            }
        }

        if (attribute.Type.Kind == SemanticKind.Boolean && name.StartsWith("is_", StringComparison.Ordinal))
        {
            return $"Whether the {Words(owner)} is {Words(name[3..])}";
        }

        return $"The {Words(name)} of the {Words(owner)}";
    }

    private static string Words(string name) => name.Replace('_', ' ');
}
