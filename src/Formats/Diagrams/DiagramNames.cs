using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Names of boxes in notations that take only letters, digits and underscores.</summary>
internal static class DiagramNames
{
    /// <summary>A name for every table, view and virtual table, no two alike.</summary>
    public static Dictionary<QualifiedName, string> Of(RelationalSchema schema)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return schema
            .Tables.Select(t => t.Name)
            .Concat(DerivedBox.Of(schema).Select(b => b.Name))
            .Distinct()
            .ToDictionary(n => n, n => Free(Word(n.ToString()), taken));
    }

    private static string Word(string name) => $"t_{string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}";

    private static string Free(string name, HashSet<string> taken)
    {
        var result = name;
        for (var number = 2; !taken.Add(result); number++)
        {
            result = FormattableString.Invariant($"{name}_{number}");
        }

        return result;
    }
}
