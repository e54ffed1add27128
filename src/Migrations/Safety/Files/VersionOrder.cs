namespace Dbwright.Migrations;

/// <summary>Compares versions as runners do: number by number, so that 1.10 comes after 1.9.</summary>
internal sealed class VersionOrder : IComparer<string>
{
    /// <summary>The comparer.</summary>
    public static VersionOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var (a, b) = (Parts(x), Parts(y));
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var (first, second) = (i < a.Length ? a[i] : "", i < b.Length ? b[i] : "");
            var order = first.Length != second.Length ? first.Length - second.Length : string.CompareOrdinal(first, second);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static string[] Parts(string? version) => (version ?? "").Split('.', '_').Select(p => p.TrimStart('0')).ToArray();
}
