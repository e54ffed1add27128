using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>PostgreSQL does not change a type as it stands.</summary>
internal sealed class TypeChangeRefused : TableActionRule
{
    // The families between whose types there are casts that need no word; everything becomes text.
    private const string Text = "text";
    private const string Number = "number";
    private const string Moment = "moment";

    public override RuleInfo Info { get; } =
        new("type-change-refused", "PostgreSQL does not change this type as it stands")
        {
            Why =
                "A type is not changed while a view or a generated column reads the column, whatever the types. Values are converted without "
                + "`USING` only where there is a cast for assignments: none leads from text to anything else, nor between numbers and booleans. "
                + "The default is converted by such a cast too, never by `USING`.",
            Instead =
                "Drop the view or generated column first and make it again afterwards. Say `USING`. Drop the default in the same statement and "
                + "set it anew after the change.",
            Engines = LintEngines.PostgreSql,
            Reference = "",
            Severity = Severity.Error,
        };

    protected override void Check(StatementContext at, AlterStatement alter, SqlAction action)
    {
        if (
            action is not SqlAction.AlterColumn { Change: "type", Type: { } type } change
            || at.Scope.Table(alter.Name) is not { } table
            || table.Column(change.Column.Value) is not { } column
        )
        {
            return;
        }

        var name = $"{alter.Name}.{change.Column}";
        foreach (var reader in at.Scope.Readers(table.Key, column.Name))
        {
            at.Report(action, $"The type of {name} cannot change while {reader.Kind} {reader.Key} reads it.");
        }

        foreach (var generated in table.Columns.Where(c => IsComputedFrom(c, column.Name)))
        {
            at.Report(action, $"The type of {name} cannot change while {generated.Name} is generated from it.");
        }

        if (column.Type is not { Dimensions: 0 } before || type.Dimensions > 0 || Converts(at.Scope, before, type))
        {
            return;
        }

        if (change.Using is null)
        {
            var said = at.TextOf(change.Column.Span);
            at.Report(
                action,
                $"{name} does not become {at.TextOf(type)} without USING.",
                rewrite: $"alter table {at.TextOf(alter.Name)} alter column {said} type {at.TextOf(type)} using {said}::{at.TextOf(type)};"
            );
        }

        if (Constant(column.Default) is { } value && !DropsDefault(alter, column.Name))
        {
            at.Report(
                action,
                $"The default of {name} does not become {at.TextOf(type)}: USING is not for it.",
                rewrite: Rewrite(at, alter, change, value)
            );
        }
    }

    private static string Rewrite(
        StatementContext at,
        AlterStatement alter,
        SqlAction.AlterColumn change,
        SqlExpression.Literal value
    )
    {
        var column = at.TextOf(change.Column.Span);
        var type = at.TextOf(change.Type);
        var conversion = change.Using is { } said ? at.TextOf(said) : $"{column}::{type}";
        var literal =
            value.Kind == SqlExpression.LiteralKind.Text
                ? $"'{value.Value.Replace("'", "''", StringComparison.Ordinal)}'"
                : value.Value;
        return $"alter table {at.TextOf(alter.Name)} alter column {column} drop default,\n"
            + $"    alter column {column} type {type} using {conversion},\n"
            + $"    alter column {column} set default {literal}; -- as a value of the new type";
    }

    private static SqlExpression.Literal? Constant(SqlExpression? value) =>
        value switch
        {
            SqlExpression.Literal { Kind: not SqlExpression.LiteralKind.Null } literal => literal,
            SqlExpression.Cast cast => Constant(cast.Operand),
            _ => null,
        };

    private static bool DropsDefault(AlterStatement alter, string column) =>
        alter.Actions.Any(a => a is SqlAction.AlterColumn { Change: "drop default" } drop && drop.Column.Value == column);

    private static bool IsComputedFrom(ScopeColumn generated, string column) =>
        generated.Definition?.Find(SqlConstraintKind.Generated)?.Expression is { } expression
        && expression.DescendantsAndSelf().OfType<SqlExpression.NameReference>().Any(n => n.Name == column);

    // Whether a cast for assignments leads from one to the other, by pg_cast of 18; true where nobody knows.
    private static bool Converts(SchemaScope scope, SqlType before, SqlType after)
    {
        var (old, now) = (Family(scope, before), Family(scope, after));
        return old.Length == 0 || now.Length == 0 || old == now || now == Text;
    }

    private static string Family(SchemaScope scope, SqlType type) =>
        TypeNames.PostgreSql(type) switch
        {
            "text" or "character varying" or "character" => Text,
            "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => Number,
            "date" or "timestamp" or "timestamp with time zone" => Moment,
            "boolean" => "boolean",
            "uuid" => "uuid",
            "json" or "jsonb" => "json",
            "inet" or "cidr" => "address",
            "interval" => "interval",
            var name when scope.Type(name) is { Definition.Kind: "enum" } => $"enum {name}",
            _ => "",
        };
}
