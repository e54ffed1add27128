using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Objects without a record of their own as the statements that make and drop them.</summary>
internal static class PostgreSqlObjectText
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statements that make it, and those that set what can be altered later.</summary>
    public static IEnumerable<Definition> Write(SchemaObject other)
    {
        var kind = PostgreSqlFacets.Word(other.Id.Kind);
        yield return new(other.Create, other.Id.Name, kind);
        foreach (var detail in other.Details)
        {
            var name = Names.Quote(other.Id.Name);
            var state = detail.Value == "disabled" ? "disable" : $"enable {detail.Value}";
            switch (other.Id.Kind, detail.Name)
            {
                case (ObjectKind.EventTrigger, "enabled"):
                    yield return new($"alter event trigger {name} {state}", other.Id.Name, kind);
                    break;
                case (ObjectKind.Rule, "enabled"):
                    yield return new($"alter table {name} {state} rule {Names.Quote(other.Id.Part)}", other.Id.Name, kind);
                    break;
                case (ObjectKind.Statistics, "statistics"):
                    yield return new($"alter statistics {name} set statistics {detail.Value}", other.Id.Name, kind);
                    break;
                default:
                    throw new ArgumentException($"A {kind} has no {detail.Name}.", nameof(other));
            }
        }
    }

    /// <summary>The statement that drops it.</summary>
    public static string Drop(SchemaObject other, SchemaGraph graph) =>
        other.Id.Kind == ObjectKind.DefaultPrivileges
            ? throw Failure.Because(
                ExitStatus.BadInput,
                "postgresql-part",
                "Default privileges are not dropped; they are granted and revoked."
            )
            : $"drop {PostgreSqlFacets.Subject(other.Id, graph)}";
}
