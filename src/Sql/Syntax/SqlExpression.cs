using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>
/// An expression of SQL: a closed union, read with a switch over its cases. What the engines write differently and mean alike is one case;
/// what one engine has alone is a case of its own.
/// </summary>
/// <param name="Span">The part of the text that it was read from, its parentheses not included.</param>
public abstract record SqlExpression(TextSpan Span) : SqlNode(Span)
{
    /// <summary>What a literal is.</summary>
    public enum LiteralKind
    {
        /// <summary><c>null</c></summary>
        Null,

        /// <summary><c>true</c>, <c>false</c></summary>
        Boolean,

        /// <summary>A number, as it was written.</summary>
        Number,

        /// <summary>A string, its value without quotes and escapes.</summary>
        Text,

        /// <summary>Bits or hexadecimal digits, as they were written: <c>b'01'</c>, <c>x'ff'</c>, <c>0xff</c> in MariaDB.</summary>
        Bits,

        /// <summary><c>default</c> in place of a value.</summary>
        Default,
    }

    /// <summary>How two texts are compared.</summary>
    public enum MatchKind
    {
        /// <summary><c>like</c></summary>
        Like,

        /// <summary><c>ilike</c></summary>
        ILike,

        /// <summary><c>similar to</c></summary>
        SimilarTo,

        /// <summary><c>regexp</c>, <c>rlike</c></summary>
        RegExp,

        /// <summary><c>glob</c></summary>
        Glob,

        /// <summary><c>match</c> of SQLite</summary>
        Match,

        /// <summary><c>sounds like</c></summary>
        SoundsLike,
    }

    /// <summary>What is tested by <c>is</c>.</summary>
    public enum TestKind
    {
        /// <summary><c>is null</c>, <c>isnull</c>; negated <c>notnull</c></summary>
        Null,

        /// <summary><c>is true</c></summary>
        True,

        /// <summary><c>is false</c></summary>
        False,

        /// <summary><c>is unknown</c></summary>
        Unknown,

        /// <summary><c>is document</c></summary>
        Document,

        /// <summary><c>is normalized</c></summary>
        Normalized,

        /// <summary><c>is json</c></summary>
        Json,
    }

    /// <summary>A constant.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Value">Its value as text; <c>null</c>, <c>true</c>, <c>false</c> and <c>default</c> as these words.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Literal(LiteralKind Kind, string Value, TextSpan Span) : SqlExpression(Span);

    /// <summary>A name: of a column, with its table and schema before it; in some places of something else.</summary>
    /// <param name="Parts">Its parts, from the outermost.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record NameReference(Sequence<SqlName> Parts, TextSpan Span) : SqlExpression(Span)
    {
        /// <summary>The last part.</summary>
        public string Name => Parts.Count == 0 ? "" : Parts[^1].Value;
    }

    /// <summary><c>*</c> or <c>t.*</c>.</summary>
    /// <param name="Qualifier">What stands before it; empty for the bare star.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Star(Sequence<SqlName> Qualifier, TextSpan Span) : SqlExpression(Span);

    /// <summary>A parameter: <c>$1</c>, <c>?</c>, <c>:name</c>.</summary>
    /// <param name="Text">As it was written.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record ParameterMark(string Text, TextSpan Span) : SqlExpression(Span);

    /// <summary>A variable of MariaDB: <c>@x</c>, <c>@@global.x</c>.</summary>
    /// <param name="Text">As it was written.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Variable(string Text, TextSpan Span) : SqlExpression(Span);

    /// <summary>An operator before its operand: <c>-</c>, <c>not</c>, <c>~</c>, <c>binary</c>, <c>prior</c> …</summary>
    /// <param name="Operator">The operator in lower case.</param>
    /// <param name="Operand">What it stands before.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Unary(string Operator, SqlExpression Operand, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand);
    }

    /// <summary>An operator between two operands.</summary>
    /// <param name="Left">The first operand.</param>
    /// <param name="Operator">
    /// The operator in lower case: <c>and</c>, <c>or</c>, <c>=</c>, <c>&lt;&gt;</c> (also for <c>!=</c>), <c>||</c>, <c>schema.+</c> for
    /// <c>operator(schema.+)</c> …
    /// </param>
    /// <param name="Right">The second operand.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Binary(SqlExpression Left, string Operator, SqlExpression Right, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Left).Add(Right);
    }

    /// <summary><c>x [not] between [symmetric] a and b</c>.</summary>
    /// <param name="Operand">What is compared.</param>
    /// <param name="Low">The lower bound.</param>
    /// <param name="High">The upper bound.</param>
    /// <param name="IsNegated">Whether <c>not</c> stood there.</param>
    /// <param name="IsSymmetric">Whether the bounds may be in any order.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Between(
        SqlExpression Operand,
        SqlExpression Low,
        SqlExpression High,
        bool IsNegated,
        bool IsSymmetric,
        TextSpan Span
    ) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Low).Add(High);
    }

    /// <summary><c>x [not] in (a, b)</c>.</summary>
    /// <param name="Operand">What is sought.</param>
    /// <param name="Items">Where; in SQLite it may be empty.</param>
    /// <param name="IsNegated">Whether <c>not</c> stood there.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record InList(SqlExpression Operand, Sequence<SqlExpression> Items, bool IsNegated, TextSpan Span)
        : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Items);
    }

    /// <summary><c>x [not] in (select …)</c>.</summary>
    /// <param name="Operand">What is sought.</param>
    /// <param name="Query">Where.</param>
    /// <param name="IsNegated">Whether <c>not</c> stood there.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record InQuery(SqlExpression Operand, SqlQuery Query, bool IsNegated, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Query);
    }

    /// <summary><c>x [not] in t</c> of SQLite: a table or a table-valued function.</summary>
    /// <param name="Operand">What is sought.</param>
    /// <param name="Table">A name or a call.</param>
    /// <param name="IsNegated">Whether <c>not</c> stood there.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record InTable(SqlExpression Operand, SqlExpression Table, bool IsNegated, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Table);
    }

    /// <summary>A comparison with a pattern.</summary>
    /// <param name="Kind">Which.</param>
    /// <param name="Operand">What is compared.</param>
    /// <param name="Pattern">The pattern.</param>
    /// <param name="Escape">What stands behind <c>escape</c>.</param>
    /// <param name="IsNegated">Whether <c>not</c> stood there.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Matches(
        MatchKind Kind,
        SqlExpression Operand,
        SqlExpression Pattern,
        SqlExpression? Escape,
        bool IsNegated,
        TextSpan Span
    ) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Pattern).Add(Escape);
    }

    /// <summary><c>x is [not] null</c>, <c>true</c> …</summary>
    /// <param name="Operand">What is tested.</param>
    /// <param name="Kind">For what.</param>
    /// <param name="IsNegated">Whether <c>not</c> stood there.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Is(SqlExpression Operand, TestKind Kind, bool IsNegated, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand);
    }

    /// <summary><c>a is [not] distinct from b</c>; in SQLite also <c>a is not b</c> and, negated, <c>a is b</c>.</summary>
    /// <param name="Left">The first operand.</param>
    /// <param name="Right">The second operand.</param>
    /// <param name="IsNegated">Whether they must not be distinct.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record IsDistinctFrom(SqlExpression Left, SqlExpression Right, bool IsNegated, TextSpan Span)
        : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Left).Add(Right);
    }

    /// <summary><c>x = any (…)</c>, <c>x &gt; all (select …)</c>.</summary>
    /// <param name="Operand">What is compared.</param>
    /// <param name="Operator">The operator; <c>like</c> and <c>not ilike</c> and the like too.</param>
    /// <param name="IsAll">Whether <c>all</c>; otherwise <c>any</c> or <c>some</c>.</param>
    /// <param name="Values">An array or a <see cref="Subquery"/>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Quantified(SqlExpression Operand, string Operator, bool IsAll, SqlExpression Values, TextSpan Span)
        : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Values);
    }

    /// <summary>An argument of a call.</summary>
    /// <param name="Name">The name before <c>=&gt;</c> or <c>:=</c>.</param>
    /// <param name="Value">The value.</param>
    /// <param name="IsVariadic">Whether <c>variadic</c> stood before it.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Argument(SqlName? Name, SqlExpression Value, bool IsVariadic, TextSpan Span) : SqlNode(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Value);
    }

    /// <summary>
    /// A call of a function or an aggregate. Special forms are calls whose arguments are in the order of the plain function:
    /// <c>extract(year from x)</c> has the arguments <c>'year'</c> and <c>x</c>, <c>substring(x from 2 for 3)</c> has x, 2, 3;
    /// <c>position(a in b)</c> has a, b; <c>trim(leading a from b)</c> is <c>ltrim(b, a)</c> by the name <c>trim leading</c>. Words
    /// without parentheses, <c>current_date</c>, are calls too.
    /// </summary>
    /// <param name="Function">The name.</param>
    /// <param name="Arguments">The arguments.</param>
    /// <param name="Details">What else stood there; <see langword="null"/> for plain calls.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Call(SqlObjectName Function, Sequence<Argument> Arguments, CallDetails? Details, TextSpan Span)
        : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Function).Add(Arguments).Add(Details);
    }

    /// <summary>What calls of aggregates and window functions have besides arguments.</summary>
    /// <param name="Span">The part of the text: the whole call.</param>
    public sealed record CallDetails(TextSpan Span) : SqlNode(Span)
    {
        /// <summary>Whether <c>distinct</c> stood before the arguments.</summary>
        public bool IsDistinct { get; init; }

        /// <summary>The order within the parentheses.</summary>
        public Sequence<SqlOrderItem> OrderBy { get; init; } = [];

        /// <summary>The order of <c>within group</c>.</summary>
        public Sequence<SqlOrderItem> WithinGroup { get; init; } = [];

        /// <summary>The condition of <c>filter (where …)</c>.</summary>
        public SqlExpression? Filter { get; init; }

        /// <summary>The separator of <c>group_concat</c>.</summary>
        public SqlExpression? Separator { get; init; }

        /// <summary>The window; <see langword="null"/> when there is none.</summary>
        public SqlWindow? Over { get; init; }

        /// <summary>Whether it was written as a word without parentheses.</summary>
        public bool IsBare { get; init; }

        private protected override void Collect(NodeList to) =>
            to.Add(OrderBy).Add(Separator).Add(WithinGroup).Add(Filter).Add(Over);
    }

    /// <summary>A conversion: <c>x::t</c>, <c>cast(x as t)</c>, <c>convert(x, t)</c>, <c>date '2020-01-01'</c>, <c>treat(x as t)</c>.</summary>
    /// <param name="Operand">What is converted.</param>
    /// <param name="Type">Into what.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Cast(SqlExpression Operand, SqlType Type, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Type);
    }

    /// <summary><c>case … end</c>.</summary>
    /// <param name="Operand">What is compared; <see langword="null"/> when the branches hold conditions.</param>
    /// <param name="Branches">The branches in their order.</param>
    /// <param name="Otherwise">What stands behind <c>else</c>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Case(SqlExpression? Operand, Sequence<CaseBranch> Branches, SqlExpression? Otherwise, TextSpan Span)
        : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Branches).Add(Otherwise);
    }

    /// <summary><c>when … then …</c>.</summary>
    /// <param name="Condition">The condition, or the value compared.</param>
    /// <param name="Result">The result.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record CaseBranch(SqlExpression Condition, SqlExpression Result, TextSpan Span) : SqlNode(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Condition).Add(Result);
    }

    /// <summary><c>array[a, b]</c>, within it also <c>[a, b]</c>.</summary>
    /// <param name="Items">The items.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record ArrayConstructor(Sequence<SqlExpression> Items, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Items);
    }

    /// <summary><c>array(select …)</c>.</summary>
    /// <param name="Query">The query.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record ArrayQuery(SqlQuery Query, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Query);
    }

    /// <summary><c>(a, b)</c> or <c>row(a, b)</c>.</summary>
    /// <param name="Items">The items.</param>
    /// <param name="IsExplicit">Whether <c>row</c> stood there.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record RowConstructor(Sequence<SqlExpression> Items, bool IsExplicit, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Items);
    }

    /// <summary><c>x[i]</c>.</summary>
    /// <param name="Operand">The array.</param>
    /// <param name="Index">The place.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Subscript(SqlExpression Operand, SqlExpression Index, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Index);
    }

    /// <summary><c>x[i:j]</c>, each bound optional.</summary>
    /// <param name="Operand">The array.</param>
    /// <param name="From">The first place.</param>
    /// <param name="To">The last place.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Slice(SqlExpression Operand, SqlExpression? From, SqlExpression? To, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(From).Add(To);
    }

    /// <summary><c>(x).field</c>; with an empty field name <c>(x).*</c>.</summary>
    /// <param name="Operand">The composite value.</param>
    /// <param name="Field">The field.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record FieldSelection(SqlExpression Operand, SqlName Field, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand);
    }

    /// <summary><c>x collate c</c>.</summary>
    /// <param name="Operand">The text.</param>
    /// <param name="Collation">The collation.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Collate(SqlExpression Operand, SqlObjectName Collation, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Collation);
    }

    /// <summary><c>x at time zone z</c>; without a zone <c>x at local</c>.</summary>
    /// <param name="Operand">The time.</param>
    /// <param name="Zone">The zone.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record AtTimeZone(SqlExpression Operand, SqlExpression? Zone, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Operand).Add(Zone);
    }

    /// <summary><c>interval '1 day'</c>, <c>interval '1' day</c>, <c>interval 1 day</c>.</summary>
    /// <param name="Value">The amount.</param>
    /// <param name="Unit">The unit or range of units in lower case; empty when the value holds it.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Interval(SqlExpression Value, string Unit, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Value);
    }

    /// <summary><c>(select …)</c> in place of a value.</summary>
    /// <param name="Query">The query.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Subquery(SqlQuery Query, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Query);
    }

    /// <summary><c>exists (select …)</c>.</summary>
    /// <param name="Query">The query.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Exists(SqlQuery Query, TextSpan Span) : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Query);
    }

    /// <summary><c>match (a, b) against ('words' in boolean mode)</c>.</summary>
    /// <param name="Columns">The columns.</param>
    /// <param name="Against">The words.</param>
    /// <param name="Mode">What stands behind the words, in lower case.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record MatchAgainst(Sequence<SqlExpression> Columns, SqlExpression Against, string Mode, TextSpan Span)
        : SqlExpression(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Columns).Add(Against);
    }

    /// <summary>What could not be read; an error says why.</summary>
    /// <param name="Span">The part of the text.</param>
    public sealed record Unparsed(TextSpan Span) : SqlExpression(Span);
}
