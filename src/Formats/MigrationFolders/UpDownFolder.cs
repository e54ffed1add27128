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
        if (downs.Count == 0 || !downs.All(d => names.Contains(Other(d))))
        {
            return null;
        }

        var undo = new Dictionary<string, FolderFile>(StringComparer.OrdinalIgnoreCase);
        foreach (var down in downs)
        {
            undo.TryAdd(Other(down), down);
        }

        return new(
            "up and down files",
            ups.OrderBy(u => u.Path, NumberedNames.Instance)
                .Select(u => new FolderMigration(Version(u), MigrationFolder.Words(Version(u)), u.Script())
                {
                    Down = undo.GetValueOrDefault(Other(u))?.Script(),
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
                var first = Number(x, ref i);
                var second = Number(y, ref j);
                var order =
                    first.Length != second.Length
                        ? first.Length - second.Length
                        : first.CompareTo(second, StringComparison.Ordinal);
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

    private static ReadOnlySpan<char> Number(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(from, at - from).TrimStart('0');
    }
}
