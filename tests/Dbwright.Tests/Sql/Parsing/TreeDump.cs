using System.Collections;
using System.Reflection;
using System.Text;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Tests.Sql;

/// <summary>Trees as text, one line for each node: its kind, its values, and what is below it by the names of the properties.</summary>
internal static class TreeDump
{
    public static string Of(SqlNode node)
    {
        var text = new StringBuilder();
        Write(text, node, "", 0);
        return text.ToString();
    }

    /// <summary>The properties of a node that hold nodes, with these.</summary>
    public static IEnumerable<(PropertyInfo Property, SqlNode Node)> Below(SqlNode node)
    {
        foreach (var property in Properties(node))
        {
            switch (property.GetValue(node))
            {
                case SqlNode one:
                    yield return (property, one);
                    break;
                case IEnumerable many and not string:
                    foreach (var one in many.OfType<SqlNode>())
                    {
                        yield return (property, one);
                    }

                    break;
            }
        }
    }

    private static IEnumerable<PropertyInfo> Properties(SqlNode node) =>
        node.GetType()
            .GetProperties()
            .Where(p => p.CanWrite && p.Name is not ("Span" or "EqualityContract" or "Children"))
            .OrderBy(p => p.MetadataToken);

    private static void Write(StringBuilder text, SqlNode node, string role, int depth)
    {
        text.Append(' ', depth * 2).Append(role).Append(node.GetType().Name);
        foreach (var property in Properties(node))
        {
            if (Scalar(property.GetValue(node)) is { } value)
            {
                text.Append(' ').Append(property.Name).Append('=').Append(value);
            }
        }

        text.Append('\n');
        foreach (var (property, below) in Below(node))
        {
            Write(text, below, $"{property.Name}: ", depth + 1);
        }
    }

    private static string? Scalar(object? value) =>
        value switch
        {
            null or false or "" or SqlNode => null,
            SqlName { Value: "" } => null,
            SqlName name => name.IsQuoted ? $"\"{name.Value}\"" : name.Value,
            string text => text.Contains(' ') || text.Contains('\n')
                ? $"'{text.Replace("\n", "\\n", StringComparison.Ordinal)}'"
                : text,
            TextSpan span => $"{span.Start}..{span.End}",
            Sequence<SqlName> { Count: > 0 } names => string.Join('.', names.Select(n => Scalar(n))),
            Sequence<string> { Count: > 0 } texts => $"[{string.Join(", ", texts)}]",
            IEnumerable => null,
            _ => value.ToString(),
        };
}
