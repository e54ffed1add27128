using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Plain pairs: files whose names differ in <c>up</c> and <c>down</c> alone (<c>name.up.sql</c>, <c>name_up.sql</c>, <c>up/name.sql</c>,
/// <c>2024-01-01/up.sql</c>), in the order of their names, numbers in them by their value.
/// </summary>
public static partial class UpDownFolder
{
    /// <summary>The folder's migrations; none unless every file with <c>down</c> has its <c>up</c> and there is one at least.</summary>
    public static MigrationFolder? Read(Sequence<FolderFile> files)
    {
        var sql = files.Where(f => f.Name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)).ToList();
        var downs = sql.Where(f => IsWay(f, "down")).ToList();
        var ups = sql.Where(f => IsWay(f, "up")).ToList();
        var names = ups.Select(Other).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return downs.Count == 0 || !downs.All(d => names.Contains(Other(d)))
            ? null
            : new(
                "up and down files",
                ups.OrderBy(u => u.Path, NumberedNames.Instance)
                    .Select(u => new FolderMigration(Version(u), MigrationFolder.Words(Version(u)), u.Script())
                    {
                        Down = downs.FirstOrDefault(d => Other(d).Equals(Other(u), StringComparison.OrdinalIgnoreCase))?.Script(),
                    })
                    .ToSequence()
            );
    }

    private static bool IsWay(FolderFile file, string way) =>
        Way().Match(file.Path) is { Success: true } match && match.Value.Equals(way, StringComparison.OrdinalIgnoreCase);

    // up/0001_users.sql and 0001_users.up.sql: 0001_users.
    private static string Version(FolderFile file) =>
        Path.ChangeExtension(Other(file), null).Replace("*", "", StringComparison.Ordinal).Trim('/', '.', '_', '-');

    private static string Other(FolderFile file) => Way().Replace(file.Path, "*");

    [GeneratedRegex(
        @"(?<=^|[/._-])(?:up|down)(?=[/.]|[._-][^/]*\.sql$|\.sql$)",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft,
        1000
    )]
    private static partial Regex Way();
}

/// <summary>Names with their numbers compared by value: 2 before 10.</summary>
public sealed class NumberedNames : IComparer<string>
{
    /// <summary>The comparer.</summary>
    public static NumberedNames Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int i = 0,
            j = 0;
        while (i < x.Length && j < y.Length)
        {
            if (char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j]))
            {
                var (first, second) = (Number(x, ref i), Number(y, ref j));
                var order = first.Length != second.Length ? first.Length - second.Length : string.CompareOrdinal(first, second);
                if (order != 0)
                {
                    return order;
                }
            }
            else if (x[i] != y[j])
            {
                return x[i] - y[j];
            }
            else
            {
                i++;
                j++;
            }
        }

        var rest = (x.Length - i) - (y.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static string Number(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text[from..at].TrimStart('0');
    }
}
