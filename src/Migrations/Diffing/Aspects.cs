using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Says in the words of the model what differs between two forms of one part.</summary>
internal static class Aspects
{
    /// <summary>The words, sorted; never empty for parts that differ.</summary>
    public static Sequence<string> Between(SchemaPart from, SchemaPart to)
    {
        var aspects = (from, to) switch
        {
            (SchemaPart.ExtensionPart(var a), SchemaPart.ExtensionPart(var b)) => Of(
                ("version", a.Version, b.Version),
                ("schema", a.Schema, b.Schema)
            ),
            (SchemaPart.Enumeration(var a), SchemaPart.Enumeration(var b)) => Of(("values", a.Values, b.Values)),
            (SchemaPart.Domain(var a), SchemaPart.Domain(var b)) => Of(
                ("type", a.Type, b.Type),
                ("nullable", a.Nullable, b.Nullable),
                ("default", a.Default, b.Default),
                ("collation", a.Collation, b.Collation),
                ("checks", a.Checks, b.Checks)
            ),
            (SchemaPart.Composite(var a), SchemaPart.Composite(var b)) => Of(("attributes", a.Attributes, b.Attributes)),
            (SchemaPart.NumberSequencePart(var a), SchemaPart.NumberSequencePart(var b)) => Of(
                ("type", a.Type, b.Type),
                ("start", a.Start, b.Start),
                ("increment", a.Increment, b.Increment),
                ("min", a.Min, b.Min),
                ("max", a.Max, b.Max),
                ("cache", a.Cache, b.Cache),
                ("cycle", a.Cycle, b.Cycle),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.RoutinePart(var a), SchemaPart.RoutinePart(var b)) => Of(
                ("arguments", a.Arguments, b.Arguments),
                ("returns", a.Returns, b.Returns),
                ("language", a.Language, b.Language),
                ("options", a.Options, b.Options),
                ("body", (a.Body, a.StandardBody), (b.Body, b.StandardBody))
            ),
            (SchemaPart.ViewPart(var a), SchemaPart.ViewPart(var b)) => Of(
                ("query", a.Query, b.Query),
                ("columns", a.Columns, b.Columns),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.TablePart(var a), SchemaPart.TablePart(var b)) => Of(
                ("partition by", a.PartitionBy, b.PartitionBy),
                ("partition of", a.PartitionOf, b.PartitionOf),
                ("inherits", a.Inherits, b.Inherits),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.ColumnPart(_, var a), SchemaPart.ColumnPart(_, var b)) => Of(
                ("type", a.Type, b.Type),
                ("nullable", a.Nullable, b.Nullable),
                ("identity", a.Identity, b.Identity),
                ("generated", a.Generated, b.Generated),
                ("collation", a.Collation, b.Collation),
                ("inherited", a.Inherited, b.Inherited),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.ForeignKeyPart(_, var a), SchemaPart.ForeignKeyPart(_, var b)) => Of(
                ("columns", a.Columns, b.Columns),
                ("references", (a.ReferencedTable, a.ReferencedColumns), (b.ReferencedTable, b.ReferencedColumns)),
                ("on delete", a.OnDelete, b.OnDelete),
                ("on update", a.OnUpdate, b.OnUpdate),
                ("deferrable", (a.Deferrable, a.InitiallyDeferred), (b.Deferrable, b.InitiallyDeferred)),
                ("valid", a.NotValid, b.NotValid),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.Check(_, var a), SchemaPart.Check(_, var b)) => Of(
                ("condition", a.Sql, b.Sql),
                ("valid", a.NotValid, b.NotValid),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.Unique(_, var a), SchemaPart.Unique(_, var b)) => Of(
                ("columns", a.Columns, b.Columns),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.PrimaryKeyPart(_, var a), SchemaPart.PrimaryKeyPart(_, var b)) => Of(
                ("columns", a.Columns, b.Columns),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.Index(var s, var a), SchemaPart.Index(var t, var b)) => Of(
                ("table", s, t),
                ("keys", a.Parts, b.Parts),
                ("method", a.Method, b.Method),
                ("unique", a.Unique, b.Unique),
                ("include", a.Include, b.Include),
                ("where", a.Where, b.Where),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.TriggerPart(_, var a), SchemaPart.TriggerPart(_, var b)) => Of(
                ("timing", a.Timing, b.Timing),
                ("events", (a.Events, a.Columns), (b.Events, b.Columns)),
                ("action", a.Action, b.Action),
                ("level", a.ForStatement, b.ForStatement),
                ("when", a.When, b.When),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.Other(var a), SchemaPart.Other(var b)) => Of(
                ("definition", a.Create, b.Create),
                ("details", a.Details, b.Details)
            ),
            (SchemaPart.VirtualTablePart(var a), SchemaPart.VirtualTablePart(var b)) => Of(
                ("module", a.Module, b.Module),
                ("arguments", a.Arguments, b.Arguments),
                ("content", a.ContentOf, b.ContentOf)
            ),
            (SchemaPart.OwnedBy, SchemaPart.OwnedBy) => ["column"],
            (SchemaPart.Comment, SchemaPart.Comment) => ["text"],
            (SchemaPart.Owner, SchemaPart.Owner) => ["role"],
            (SchemaPart.Right, SchemaPart.Right) => ["grantable"],
            _ => [],
        };
        return aspects.Count > 0 ? aspects : ["definition"];
    }

    private static Sequence<string> Of(params ReadOnlySpan<(string Word, object? From, object? To)> aspects)
    {
        var words = new List<string>();
        foreach (var (word, from, to) in aspects)
        {
            if (!Equals(from, to))
            {
                words.Add(word);
            }
        }

        return words.Order(StringComparer.Ordinal).ToSequence();
    }
}
