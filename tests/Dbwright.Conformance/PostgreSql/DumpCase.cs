namespace Dbwright.Conformance.PostgreSql;

/// <summary>The remarks of a case in <c>cases/inspect/postgresql</c>.</summary>
internal static class DumpCase
{
    /// <summary>The items of a remark <c>-- name: a, b</c>; none when there is no such remark.</summary>
    public static string[] Remark(string text, string name) =>
        text.Split('\n').FirstOrDefault(l => l.StartsWith($"-- {name}: ", StringComparison.Ordinal)) is { } line
            ? line[(name.Length + 5)..].Split(',', StringSplitOptions.TrimEntries)
            : [];
}
