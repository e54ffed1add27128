using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What is no table as SQL: sequences, routines, views, triggers, events. Each statement is as long as its body.</summary>
internal sealed class MariaDbObjectWriter(MariaDbDialect dialect)
{
    private readonly MariaDbNames names = dialect.Names;
    private readonly MariaDbTypes types = dialect.Types;

    /// <summary>Creates a sequence.</summary>
    /// <exception cref="Failure">The server has none.</exception>
    public Definition Create(NumberSequence sequence, string? comment, bool repeatable)
    {
        if (!dialect.HasSequences)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-sequences",
                $"{dialect.Title} has no sequences, and cannot have {sequence.Name}.",
                fix: "Number a column instead (auto_increment)."
            );
        }

        var type = sequence.Type is DataType.Integer(64) ? "" : $" as {types.Write(sequence.Type)}";
        var engine = sequence.Details.FirstOrDefault(d => d.Name == "engine") is { } detail ? $" engine = {detail.Value}" : "";
        return new(
            FormattableString.Invariant(
                $"create sequence {(repeatable ? "if not exists " : "")}{names.Quote(sequence.Name)}{type} start with {sequence.Start}"
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
    public Definition Create(View view, bool repeatable)
    {
        var check = Value(view.Details, "check option") is { } option ? $"\nwith {option} check option" : "";
        var algorithm = Value(view.Details, "algorithm") is { } way ? $"algorithm = {way} " : "";
        var security = Value(view.Details, "sql security") is { } who ? $"sql security {who} " : "";
        return new(
            $"create {Replacing(repeatable)}{algorithm}{MariaDbDefiners.Clause(view.Details)}{security}view {names.Quote(view.Name)} as\n{view.Query}{check}",
            view.Name,
            "view"
        );
    }

    /// <summary>Creates a function or procedure, in its SQL mode.</summary>
    public Sequence<Definition> Create(Routine routine, bool repeatable)
    {
        var kind = routine.Kind == RoutineKind.Procedure ? "procedure" : "function";
        return
        [
            .. Removed(routine.Id, repeatable),
            .. MariaDbModes.Within(
                MariaDbModes.Of(routine.Details),
                new(Replacing(MariaDbDefiners.Within(routine.Details, Text(routine, kind)), repeatable), routine.Name, kind)
            ),
        ];
    }

    /// <summary>Creates a trigger, in its SQL mode.</summary>
    public Sequence<Definition> Create(QualifiedName table, Trigger trigger, bool repeatable)
    {
        var id = new QualifiedName(table.Schema, $"{table.Name}.{trigger.Name}");
        var conditional = repeatable && dialect.HasConditionalClauses ? "if not exists " : "";
        Sequence<Definition> removed =
            repeatable && !dialect.HasConditionalClauses
                ? [new($"drop trigger if exists {names.Quote(trigger.Name)}", id, "trigger")]
                : [];
        var after = Value(trigger.Details, "follows") is { } other ? $" follows {names.Quote(other)}" : "";
        return
        [
            .. removed,
            .. MariaDbModes.Within(
                MariaDbModes.Of(trigger.Details),
                new(
                    $"create {MariaDbDefiners.Clause(trigger.Details)}trigger {conditional}{names.Quote(trigger.Name)}\n"
                        + $"    {trigger.Timing} {trigger.Events[0]} on {names.Quote(table)}\n    for each row{after} {trigger.Action}",
                    id,
                    "trigger"
                )
            ),
        ];
    }

    /// <summary>Creates an event or aggregate, in its SQL mode and time zone.</summary>
    public Sequence<Definition> Create(SchemaObject other, bool repeatable)
    {
        var kind = other.Id.Kind == ObjectKind.Event ? "event" : "aggregate";
        Sequence<Definition> made =
        [
            .. Removed(other.Id, repeatable),
            .. MariaDbModes.Within(
                MariaDbModes.Of(other.Details),
                new(Replacing(MariaDbDefiners.Within(other.Details, other.Create), repeatable), other.Id.Name, kind)
            ),
        ];
        return Value(other.Details, "time_zone") is { } zone
            ?
            [
                Setting("@dbwright_time_zone = @@session.time_zone"),
                Setting($"session time_zone = {names.Literal(zone)}"),
                .. made,
                Setting("session time_zone = @dbwright_time_zone"),
            ]
            : made;
    }

    /// <summary>The statement that creates a routine.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="kind">What it is: <c>function</c>, <c>procedure</c>, <c>aggregate function</c>.</param>
    public string Text(Routine routine, string kind)
    {
        var returns = routine.Returns.Length > 0 ? $"\n    returns {routine.Returns}" : "";
        var options = routine.Options.Length > 0 ? $"\n    {routine.Options}" : "";
        var comment = routine.Comment is { } text ? $"\n    comment {names.Literal(text)}" : "";
        return $"create {kind} {names.Quote(routine.Name)}({routine.Arguments}){returns}{options}{comment}\n{routine.Body}";
    }

    /// <summary>Drops an object that is no table.</summary>
    public Definition Drop(ObjectId id)
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
        return new($"drop {kind} {names.Quote(id.Name)}", id.Name, kind);
    }

    private static string Replacing(bool repeatable) => repeatable ? "or replace " : "";

    private string Replacing(string create, bool repeatable) =>
        repeatable && dialect.HasConditionalClauses ? $"create or replace {create["create ".Length..]}" : create;

    private IEnumerable<Definition> Removed(ObjectId id, bool repeatable)
    {
        if (repeatable && !dialect.HasConditionalClauses)
        {
            var drop = Drop(id);
            var kind = $"drop {drop.Kind} ";
            yield return drop with
            {
                Sql = $"{kind}if exists {drop.Sql[kind.Length..]}",
            };
        }
    }

    private static string? Value(Sequence<Detail> details, string name) => details.FirstOrDefault(d => d.Name == name)?.Value;

    private string Comment(string? comment) => comment is null ? "" : $" comment {names.Literal(comment)}";

    private static Definition Setting(string what) => new($"set {what}", QualifiedName.Of("time_zone"), "setting");
}
