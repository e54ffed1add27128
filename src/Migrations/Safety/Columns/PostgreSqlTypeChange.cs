using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>What a change of a column's type costs.</summary>
internal enum TypeChangeCost
{
    /// <summary>The catalogue alone changes.</summary>
    Catalogue,

    /// <summary>The indexes of the column are built again.</summary>
    Indexes,

    /// <summary>All rows and all indexes are written again.</summary>
    Rewrite,

    /// <summary>All rows are written again unless the session's time zone is UTC.</summary>
    RewriteUnlessUtc,

    /// <summary>The type before is not known.</summary>
    Unknown,
}

/// <summary>What PostgreSQL does when a column changes its type, as measured on its servers.</summary>
internal static class PostgreSqlTypeChange
{
    /// <summary>The cost of a change.</summary>
    /// <param name="before">The type before; <see langword="null"/> when it is not known.</param>
    /// <param name="change">An <c>alter column … type</c>.</param>
    public static TypeChangeCost Cost(SqlType? before, SqlAction.AlterColumn change)
    {
        if (change.Type is not { } after)
        {
            return TypeChangeCost.Unknown;
        }

        if (change.Using is { } conversion && !IsPlain(conversion, change))
        {
            return TypeChangeCost.Rewrite;
        }

        if (before is null)
        {
            return TypeChangeCost.Unknown;
        }

        var cost = Cost(before, after);
        return cost == TypeChangeCost.Catalogue && change.Collation is not null ? TypeChangeCost.Indexes : cost;
    }

    /// <summary>The cost of a change from one type to another.</summary>
    public static TypeChangeCost Cost(SqlType before, SqlType after)
    {
        var (old, now) = (TypeNames.PostgreSql(before), TypeNames.PostgreSql(after));
        if (before.Dimensions != after.Dimensions)
        {
            return TypeChangeCost.Rewrite;
        }

        if (old == now && before.Arguments.SequenceEqual(after.Arguments, SameNumber))
        {
            return TypeChangeCost.Catalogue;
        }

        // The elements of arrays are converted one by one, whatever they are.
        if (before.Dimensions > 0)
        {
            return TypeChangeCost.Rewrite;
        }

        return (old, now) switch
        {
            ("character varying" or "text", "text") => TypeChangeCost.Catalogue,
            ("character varying" or "text", "character varying") => Grows(before, after),
            ("bit varying", "bit varying") => Grows(before, after),
            ("numeric", "numeric") => Numeric(before, after),
            ("timestamp", "timestamp") or ("time", "time") or ("interval", "interval") => Grows(before, after),
            ("timestamp with time zone", "timestamp with time zone") => Grows(before, after),
            ("time with time zone", "time with time zone") => Grows(before, after),
            ("timestamp", "timestamp with time zone") or ("timestamp with time zone", "timestamp") => Grows(before, after)
            == TypeChangeCost.Catalogue
                ? TypeChangeCost.RewriteUnlessUtc
                : TypeChangeCost.Rewrite,
            ("cidr", "inet") => TypeChangeCost.Catalogue,
            ("citext", "text") or ("text", "citext") => TypeChangeCost.Indexes,
            _ => TypeChangeCost.Rewrite,
        };
    }

    // No length is the greatest one.
    private static TypeChangeCost Grows(SqlType before, SqlType after) =>
        TypeNames.Argument(after) is not { } length || (TypeNames.Argument(before) is { } was && was <= length)
            ? TypeChangeCost.Catalogue
            : TypeChangeCost.Rewrite;

    private static TypeChangeCost Numeric(SqlType before, SqlType after) =>
        after.Arguments.Count == 0 ? TypeChangeCost.Catalogue
        : before.Arguments.Count == 0 ? TypeChangeCost.Rewrite
        : TypeNames.Argument(before) <= TypeNames.Argument(after)
        && (TypeNames.Argument(before, 1) ?? 0) == (TypeNames.Argument(after, 1) ?? 0)
            ? TypeChangeCost.Catalogue
        : TypeChangeCost.Rewrite;

    private static bool SameNumber(SqlExpression a, SqlExpression b) =>
        a is SqlExpression.Literal x && b is SqlExpression.Literal y && x.Value == y.Value;

    // "using c" and "using c::type" say what happens without them.
    private static bool IsPlain(SqlExpression conversion, SqlAction.AlterColumn change) =>
        conversion switch
        {
            SqlExpression.NameReference name => name.Name == change.Column.Value,
            SqlExpression.Cast { Operand: SqlExpression.NameReference name } cast => name.Name == change.Column.Value
                && TypeNames.PostgreSql(cast.Type) == TypeNames.PostgreSql(change.Type!)
                && cast.Type.Arguments.SequenceEqual(change.Type!.Arguments, SameNumber),
            _ => false,
        };

    private static bool SequenceEqual(
        this Model.Sequence<SqlExpression> a,
        Model.Sequence<SqlExpression> b,
        Func<SqlExpression, SqlExpression, bool> same
    )
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (!same(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }
}
