using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Words and rewrites that the rules about constraints share.</summary>
internal static class ConstraintText
{
    /// <summary>A constraint as a person would call it: <c>the foreign key orders_customer_fk</c>, <c>a check</c>.</summary>
    public static string Of(SqlConstraint constraint)
    {
        var kind = constraint.Kind switch
        {
            SqlConstraintKind.ForeignKey => "foreign key",
            SqlConstraintKind.Check => "check",
            SqlConstraintKind.PrimaryKey => "primary key",
            SqlConstraintKind.Unique => "unique constraint",
            SqlConstraintKind.Exclude => "exclusion constraint",
            SqlConstraintKind.NotNull => "not-null constraint",
            _ => "constraint",
        };
        return constraint.Name is { } name ? $"{kind} {name}"
            : kind[0] is 'a' or 'e' or 'u' ? $"an {kind}"
            : $"a {kind}";
    }

    /// <summary>The two steps in place of one: add without looking at the rows, then validate.</summary>
    public static string Rewrite(StatementContext at, AlterStatement alter, SqlConstraint constraint)
    {
        var table = at.TextOf(alter.Name);
        var text = at.TextOf(constraint);
        return constraint.Name is { } name
            ? $"alter table {table} add {text} not valid;\n-- in a transaction of its own:\nalter table {table} validate constraint {name.Span.Of(at.Text)};"
            : $"alter table {table} add constraint NAME {text} not valid;\n-- in a transaction of its own:\nalter table {table} validate constraint NAME;";
    }

    /// <summary>
    /// The edits of <see cref="Rewrite"/>; none where the constraint has no name, by which it could be validated, and none within a
    /// transaction, where the second step would gain nothing.
    /// </summary>
    public static LintFix? NotValid(StatementContext at, AlterStatement alter, SqlAction action, SqlConstraint constraint)
    {
        if (constraint.Name is not { } name || at.Place != StatementPlace.File)
        {
            return null;
        }

        var isUpper = char.IsUpper(at.Text[alter.Span.Start]);
        var validate = isUpper
            ? $";\nALTER TABLE {at.TextOf(alter.Name)} VALIDATE CONSTRAINT {name.Span.Of(at.Text)}"
            : $";\nalter table {at.TextOf(alter.Name)} validate constraint {name.Span.Of(at.Text)}";
        return new(
            "Add it without looking at the rows, then validate it",
            [TextEdit.Insert(action.Span.End, isUpper ? " NOT VALID" : " not valid"), TextEdit.Insert(alter.Span.End, validate)]
        )
        {
            NeedsNoTransaction = true,
        };
    }
}
