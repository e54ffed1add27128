using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>What happens to the values of an <c>enum</c> or <c>set</c>.</summary>
internal enum ValueListChangeKind
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>Values come behind the last one.</summary>
    Appended,

    /// <summary>Values come before others.</summary>
    Inserted,

    /// <summary>Values change places.</summary>
    Reordered,

    /// <summary>Values go.</summary>
    Removed,
}

/// <summary>A change of the values of an <c>enum</c> or <c>set</c> of MariaDB.</summary>
/// <param name="Kind">What happens, the worst when there are several.</param>
/// <param name="Values">The values that come or go; of a new order none.</param>
/// <param name="Grows">Whether a value of the column needs more bytes than before.</param>
internal sealed record ValueListChange(ValueListChangeKind Kind, IReadOnlyList<string> Values, bool Grows)
{
    /// <summary>The change from one definition to another; <see langword="null"/> when they are not both lists of the same kind.</summary>
    public static ValueListChange? Of(SqlType? before, SqlType? after)
    {
        if (before is not { Name: "enum" or "set" } || after?.Name != before.Name)
        {
            return null;
        }

        var (old, now) = (ListOf(before), ListOf(after));
        var grows = Bytes(after.Name, now.Count) > Bytes(before.Name, old.Count);
        var gone = old.Except(now, StringComparer.OrdinalIgnoreCase).ToList();
        if (gone.Count > 0)
        {
            return new(ValueListChangeKind.Removed, gone, grows);
        }

        var come = now.Except(old, StringComparer.OrdinalIgnoreCase).ToList();
        var kept = now.Where(v => old.Contains(v, StringComparer.OrdinalIgnoreCase));
        return !kept.SequenceEqual(old, StringComparer.OrdinalIgnoreCase) ? new(ValueListChangeKind.Reordered, [], grows)
            : come.Count == 0 ? new(ValueListChangeKind.Same, [], false)
            : now.Take(old.Count).SequenceEqual(old, StringComparer.OrdinalIgnoreCase)
                ? new(ValueListChangeKind.Appended, come, grows)
            : new(ValueListChangeKind.Inserted, come, grows);
    }

    private static List<string> ListOf(SqlType type) =>
        type.Arguments.Select(a => a is SqlExpression.Literal literal ? literal.Value : "").ToList();

    private static int Bytes(string kind, int count) =>
        kind == "enum" ? (count > 255 ? 2 : 1)
        : count <= 32 ? (count + 7) / 8
        : 8;
}
