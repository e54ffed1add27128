using System.Globalization;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>Thrown for a text that holds something of which no term can be made.</summary>
internal sealed class TermException(string message) : Exception(message);

/// <summary>
/// Reads the conditions of checks as the engines word them. What it does not know is left to the engine; it never guesses.
/// </summary>
internal sealed class TermReader
{
    private const string Interval = "interval";

    private readonly string text;
    private readonly Func<string, int?> column;

    private TermReader(string text, Func<string, int?> column) => (this.text, this.column) = (text, column);

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The SQL.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <param name="column">The position of a column, or none when there is no such column.</param>
    /// <exception cref="TermException">It is no expression this reader knows.</exception>
    public static Term Read(string text, SqlDialect dialect, Func<string, int?> column)
    {
        var read = SqlParser.ParseExpression(text, dialect);
        return read.Errors.Count == 0
            ? new TermReader(text, column).Of(read.Expression)
            : throw new TermException(read.Errors[0].ToString());
    }

    private Term Of(SqlExpression expression) =>
        expression switch
        {
            SqlExpression.Literal literal => Constant(literal),
            SqlExpression.NameReference name => Named(name),
            SqlExpression.Unary unary => Prefixed(unary),
            SqlExpression.Binary binary => Compared(binary),
            SqlExpression.Between between => Negated(between.IsNegated, Between(between)),
            SqlExpression.InList list => Negated(list.IsNegated, OneOf(list)),
            SqlExpression.Matches { Escape: null } match => Negated(match.IsNegated, Matching(match)),
            SqlExpression.Is test => Negated(test.IsNegated, Tested(test)),
            SqlExpression.IsDistinctFrom pair => Negated(pair.IsNegated, Apply("distinct", pair.Left, pair.Right)),
            SqlExpression.Quantified { Values: not SqlExpression.Subquery } some => Quantified(some),
            SqlExpression.Call call => Called(call),
            SqlExpression.Cast cast => Cast(Of(cast.Operand), TypeName(cast.Type)),
            SqlExpression.Case choice => Case(choice),
            SqlExpression.ArrayConstructor array => Apply("array", array.Items),
            SqlExpression.RowConstructor row => Apply("row", row.Items),
            SqlExpression.Subscript subscript => Apply("subscript", subscript.Operand, subscript.Index),
            SqlExpression.FieldSelection field => Apply($"field:{field.Field.Value}", field.Operand),
            SqlExpression.Collate collated => Of(collated.Operand),
            SqlExpression.AtTimeZone { Zone: { } zone } moment => Apply("timezone", zone, moment.Operand),
            SqlExpression.Interval length => Length(length),
            _ => throw Unknown(expression),
        };

    private Term.Constant Constant(SqlExpression.Literal literal) =>
        literal.Kind switch
        {
            SqlExpression.LiteralKind.Null => new(null),
            SqlExpression.LiteralKind.Boolean => new(literal.Value == "true"),
            SqlExpression.LiteralKind.Text => new(literal.Value),
            SqlExpression.LiteralKind.Number
                when decimal.TryParse(literal.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new(
                number
            ),
            SqlExpression.LiteralKind.Bits when literal.Value.IndexOf('\'', StringComparison.Ordinal) is > 0 and var quote => new(
                literal.Value[(quote + 1)..^1]
            ),
            _ => throw Unknown(literal),
        };

    // A column, one of a table's or of a schema's table, or a field of a column.
    private Term Named(SqlExpression.NameReference name)
    {
        for (var i = 0; i < name.Parts.Count; i++)
        {
            if (column(name.Parts[i].Value) is { } index)
            {
                return name
                    .Parts.Skip(i + 1)
                    .Aggregate((Term)new Term.Column(index), (t, f) => new Term.Apply($"field:{f.Value}", t));
            }
        }

        throw new TermException(name.Name);
    }

    private Term Prefixed(SqlExpression.Unary unary)
    {
        var operand = Of(unary.Operand);
        return unary.Operator switch
        {
            "not" or "!" => new Term.Apply("not", operand),
            "+" => operand,
            "-" => operand is Term.Constant { Value: decimal number }
                ? new Term.Constant(-number)
                : new Term.Apply("-", new Term.Constant(0m), operand),
            _ => throw Unknown(unary),
        };
    }

    private Term Compared(SqlExpression.Binary binary)
    {
        var (name, isNegated) = Operator(binary.Operator);
        return Negated(isNegated, Apply(name, binary.Left, binary.Right));
    }

    // The operators that PostgreSQL prints for like and its kin, and the negations of those that have one.
    private static (string Name, bool IsNegated) Operator(string written) =>
        (written.StartsWith("pg_catalog.", StringComparison.Ordinal) ? written["pg_catalog.".Length..] : written) switch
        {
            "~~" => ("like", false),
            "~~*" => ("ilike", false),
            "!~~" => ("like", true),
            "!~~*" => ("ilike", true),
            "!~" => ("~", true),
            "!~*" => ("~*", true),
            var name => (name, false),
        };

    private Term.Apply Between(SqlExpression.Between between)
    {
        var within = Within(between.Low, between.High);
        return between.IsSymmetric ? new Term.Apply("or", within, Within(between.High, between.Low)) : within;

        Term.Apply Within(SqlExpression low, SqlExpression high) =>
            new("and", Apply(">=", between.Operand, low), Apply("<=", between.Operand, high));
    }

    private Term OneOf(SqlExpression.InList list) =>
        list.Items.Count == 0
            ? new Term.Constant(false)
            : list.Items.Select(Term (i) => Apply("=", list.Operand, i)).Aggregate((a, b) => new Term.Apply("or", a, b));

    private Term.Apply Matching(SqlExpression.Matches match) =>
        Apply(
            match.Kind switch
            {
                SqlExpression.MatchKind.Like => "like",
                SqlExpression.MatchKind.ILike => "ilike",
                SqlExpression.MatchKind.SimilarTo => "similar",
                SqlExpression.MatchKind.RegExp => "~",
                SqlExpression.MatchKind.Glob => "glob",
                _ => throw Unknown(match),
            },
            match.Operand,
            match.Pattern
        );

    private Term.Apply Tested(SqlExpression.Is test) =>
        test.Kind switch
        {
            SqlExpression.TestKind.Null or SqlExpression.TestKind.Unknown => Apply("isnull", test.Operand),
            SqlExpression.TestKind.True => Apply("istrue", test.Operand),
            SqlExpression.TestKind.False => new("istrue", new Term.Apply("not", Of(test.Operand))),
            _ => throw Unknown(test),
        };

    private Term.Apply Quantified(SqlExpression.Quantified some) =>
        Operator(some.Operator) is (var name, false) && !name.StartsWith("not ", StringComparison.Ordinal)
            ? Apply($"{(some.IsAll ? "all" : "any")}:{name}", some.Operand, some.Values)
            : throw Unknown(some);

    private Term Called(SqlExpression.Call call)
    {
        if (call.Details is { IsBare: false } || call.Arguments.Any(a => a.Name is not null || a.IsVariadic))
        {
            throw Unknown(call);
        }

        var arguments = call.Arguments.Select(a => Of(a.Value)).ToArray();
        return call.Function.Name.ToLowerInvariant() switch
        {
            "current_date" or "curdate" => new Term.Now(true),
            "current_timestamp"
            or "localtimestamp"
            or "now"
            or "transaction_timestamp"
            or "statement_timestamp"
            or "clock_timestamp" => new Term.Now(false),
            "extract" => new Term.Apply("date_part", arguments),
            "position" => new Term.Apply("strpos", [.. arguments.Reverse()]),
            "trim leading" => new Term.Apply("ltrim", arguments),
            "trim trailing" => new Term.Apply("rtrim", arguments),
            var name => new Term.Apply(name, arguments),
        };
    }

    private Term.Apply Case(SqlExpression.Case choice)
    {
        var parts = new List<Term>();
        foreach (var branch in choice.Branches)
        {
            parts.Add(choice.Operand is { } operand ? Apply("=", operand, branch.Condition) : Of(branch.Condition));
            parts.Add(Of(branch.Result));
        }

        parts.Add(choice.Otherwise is { } otherwise ? Of(otherwise) : new Term.Constant(null));
        return new("case", [.. parts]);
    }

    private Term Length(SqlExpression.Interval length) =>
        Of(length.Value) switch
        {
            Term.Constant { Value: string amount } => Cast(new Term.Constant($"{amount} {length.Unit}".TrimEnd()), Interval),
            Term.Constant { Value: decimal amount } => Cast(
                new Term.Constant(string.Create(CultureInfo.InvariantCulture, $"{amount} {length.Unit}")),
                Interval
            ),
            _ => throw Unknown(length),
        };

    private static Term Cast(Term operand, string type) =>
        operand is Term.Constant constant && Casts.Constant(constant.Value, type, out var value)
            ? new Term.Constant(value)
            : new Term.Apply($"cast:{type}", operand);

    // Without its schema.
    private static string TypeName(SqlType type) =>
        string.Concat([type.Name[(type.Name.LastIndexOf('.') + 1)..], .. Enumerable.Repeat("[]", type.Dimensions)]);

    private Term.Apply Apply(string name, params IEnumerable<SqlExpression> operands) => new(name, [.. operands.Select(Of)]);

    private static Term Negated(bool isNegated, Term term) => isNegated ? new Term.Apply("not", term) : term;

    private TermException Unknown(SqlExpression expression) => new(text.Substring(expression.Span.Start, expression.Span.Length));
}
