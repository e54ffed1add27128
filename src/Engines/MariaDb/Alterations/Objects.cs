using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is no table, and changes: views, routines, events and sequences. What is replaced keeps the rights that others have on it.</summary>
internal static class MariaDbObjectChange
{
    private static readonly MariaDbNames Names = new();

    /// <summary>The statements, or none when the part must be made anew.</summary>
    public static Alteration? Alter(SchemaPart before, SchemaPart to, AlterationContext context, MariaDbDialect dialect)
    {
        var objects = new MariaDbObjectWriter(dialect);
        return (before, to) switch
        {
            (SchemaPart.ViewPart, SchemaPart.ViewPart(var view)) => By([objects.Create(view, repeatable: true)]),
            (SchemaPart.RoutinePart, SchemaPart.RoutinePart(var routine)) => By(
                objects.Create(context.To.Routines.First(r => r.Id == routine.Id), repeatable: true)
            ),
            (SchemaPart.Other, SchemaPart.Other(var other)) => By(objects.Create(other, repeatable: true)),
            (SchemaPart.NumberSequencePart(var a), SchemaPart.NumberSequencePart(var b)) => Sequence(a, b),
            (SchemaPart.Comment, SchemaPart.Comment comment) => Say(comment.On, comment.Text, context.ToGraph),
            _ => null,
        };
    }

    /// <summary>Says what an object is for, or takes it back.</summary>
    public static Alteration Say(ObjectId on, string text, SchemaGraph graph) =>
        on.Kind switch
        {
            ObjectKind.Function or ObjectKind.Procedure when graph.Parts.ContainsKey(new(on)) => Alteration.By(
                $"alter {(on.Kind == ObjectKind.Function ? "function" : "procedure")} {Names.Quote(on.Name)} comment {Names.Literal(text)}"
            ),
            ObjectKind.Sequence when graph.Parts.ContainsKey(new(on)) => Alteration.By(
                $"alter table {Names.Quote(on.Name)} comment = {Names.Literal(text)}"
            ),
            _ => new([]),
        };

    private static Alteration By(Sequence<Definition> definitions) =>
        new([.. definitions.Select(d => new AlterStatement(d.Sql))]);

    // The numbers go on from where they are.
    private static Alteration? Sequence(NumberSequence before, NumberSequence to)
    {
        if (before.Type != to.Type || !before.Details.Equals(to.Details))
        {
            return null;
        }

        var words =
            FormattableString.Invariant($"start with {to.Start} increment by {to.Increment}")
            + (to.Min is { } min ? FormattableString.Invariant($" minvalue {min}") : " no minvalue")
            + (to.Max is { } max ? FormattableString.Invariant($" maxvalue {max}") : " no maxvalue")
            + (to.Cache == 0 ? " nocache" : FormattableString.Invariant($" cache {to.Cache}"))
            + (to.Cycle ? " cycle" : " nocycle");
        return Alteration.By($"alter sequence {Names.Quote(to.Name)} {words}");
    }
}
