using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is no table as SQL: sequences, routines, views, triggers, events. Each statement is as long as its body.</summary>
internal sealed class MariaDbObjectWriter
{
    private static readonly MariaDbNames Names = new();
    private static readonly MariaDbTypes Types = new();

    /// <summary>Creates a sequence.</summary>
    public static Definition Create(NumberSequence sequence, string? comment, bool repeatable)
    {
        var type = sequence.Type is DataType.Integer(64) ? "" : $" as {Types.Write(sequence.Type)}";
        var engine = sequence.Details.FirstOrDefault(d => d.Name == "engine") is { } detail ? $" engine = {detail.Value}" : "";
        return new(
            FormattableString.Invariant(
                $"create sequence {(repeatable ? "if not exists " : "")}{Names.Quote(sequence.Name)}{type} start with {sequence.Start}"
            )
                + (sequence.Min is { } min ? FormattableString.Invariant($" minvalue {min}") : "")
                + (sequence.Max is { } max ? FormattableString.Invariant($" maxvalue {max}") : "")
                + FormattableString.Invariant($" increment by {sequence.Increment}")
                + (sequence.Cache == 0 ? " nocache" : FormattableString.Invariant($" cache {sequence.Cache}"))
                + (sequence.Cycle ? " cycle" : "")
                + engine
                + Comment(comment),
            sequence.Name,
            "sequence"
        );
    }

    /// <summary>Creates a view.</summary>
    public static Definition Create(View view, bool repeatable)
    {
        var check = Value(view.Details, "check option") is { } option ? $"\nwith {option} check option" : "";
        var algorithm = Value(view.Details, "algorithm") is { } way ? $"algorithm = {way} " : "";
        var security = Value(view.Details, "sql security") is { } who ? $"sql security {who} " : "";
        return new(
            $"create {Replacing(repeatable)}{algorithm}{security}view {Names.Quote(view.Name)} as\n{view.Query}{check}",
            view.Name,
            "view"
        );
    }

    /// <summary>Creates a function or procedure, in its SQL mode.</summary>
    public static Sequence<Definition> Create(Routine routine, bool repeatable)
    {
        var kind = routine.Kind == RoutineKind.Procedure ? "procedure" : "function";
        return MariaDbModes.Within(
            MariaDbModes.Of(routine.Details),
            new(Replacing(Text(routine, kind), repeatable), routine.Name, kind)
        );
    }

    /// <summary>Creates a trigger, in its SQL mode.</summary>
    public static Sequence<Definition> Create(QualifiedName table, Trigger trigger, bool repeatable)
    {
        var after = Value(trigger.Details, "follows") is { } other ? $" follows {Names.Quote(other)}" : "";
        return MariaDbModes.Within(
            MariaDbModes.Of(trigger.Details),
            new(
                $"create trigger {(repeatable ? "if not exists " : "")}{Names.Quote(trigger.Name)}\n"
                    + $"    {trigger.Timing} {trigger.Events[0]} on {Names.Quote(table)}\n    for each row{after} {trigger.Action}",
                new(table.Schema, $"{table.Name}.{trigger.Name}"),
                "trigger"
            )
        );
    }

    /// <summary>Creates an event or aggregate, in its SQL mode and time zone.</summary>
    public static Sequence<Definition> Create(SchemaObject other, bool repeatable)
    {
        var kind = other.Id.Kind == ObjectKind.Event ? "event" : "aggregate";
        var made = MariaDbModes.Within(
            MariaDbModes.Of(other.Details),
            new(Replacing(other.Create, repeatable), other.Id.Name, kind)
        );
        return Value(other.Details, "time_zone") is { } zone
            ?
            [
                Setting("@dbwright_time_zone = @@session.time_zone"),
                Setting($"session time_zone = {Names.Literal(zone)}"),
                .. made,
                Setting("session time_zone = @dbwright_time_zone"),
            ]
            : made;
    }

    /// <summary>The statement that creates a routine.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="kind">What it is: <c>function</c>, <c>procedure</c>, <c>aggregate function</c>.</param>
    public static string Text(Routine routine, string kind)
    {
        var returns = routine.Returns.Length > 0 ? $"\n    returns {routine.Returns}" : "";
        var options = routine.Options.Length > 0 ? $"\n    {routine.Options}" : "";
        var comment = routine.Comment is { } text ? $"\n    comment {Names.Literal(text)}" : "";
        return $"create {kind} {Names.Quote(routine.Name)}({routine.Arguments}){returns}{options}{comment}\n{routine.Body}";
    }

    /// <summary>Drops an object that is no table.</summary>
    public static Definition Drop(ObjectId id)
    {
        var kind = id.Kind switch
        {
            ObjectKind.Sequence => "sequence",
            ObjectKind.View => "view",
            ObjectKind.Function or ObjectKind.Aggregate => "function",
            ObjectKind.Procedure => "procedure",
            ObjectKind.Event => "event",
            _ => throw new ArgumentOutOfRangeException(nameof(id), id.Kind, "A kind that this engine has no objects of."),
        };
        return new($"drop {kind} {Names.Quote(id.Name)}", id.Name, kind);
    }

    private static string Replacing(bool repeatable) => repeatable ? "or replace " : "";

    private static string Replacing(string create, bool repeatable) =>
        repeatable ? $"create or replace {create["create ".Length..]}" : create;

    private static string? Value(Sequence<Detail> details, string name) => details.FirstOrDefault(d => d.Name == name)?.Value;

    private static string Comment(string? comment) => comment is null ? "" : $" comment {Names.Literal(comment)}";

    private static Definition Setting(string what) => new($"set {what}", QualifiedName.Of("time_zone"), "setting");
}
