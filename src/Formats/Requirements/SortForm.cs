namespace Dbwright.Formats;

/// <summary>Reads <c>PATH [asc|desc]</c>.</summary>
internal static class SortForm
{
    public static (string Path, bool IsDescending)? Read(YamlScalar scalar, DocumentErrors errors)
    {
        var text = scalar.Text.Trim();
        var end = text.LastIndexOf(' ');
        var direction = end < 0 || text.EndsWith(')') ? "" : text[(end + 1)..];
        if (direction is "asc" or "desc")
        {
            return (text[..end].TrimEnd(), direction == "desc");
        }

        if (direction.Length == 0 || text.StartsWith("count distinct "))
        {
            return (text, false);
        }

        errors.Unknown(
            "sort",
            $"{DocumentErrors.Quote(direction)} is no direction",
            direction,
            scalar.Offset(end + 1),
            ["asc", "desc"],
            "It is one of"
        );
        return null;
    }
}
