namespace Dbwright.Data;

/// <summary>A condition or value of a check, in a form that the solver reasons about.</summary>
internal abstract record Term
{
    private Term() { }

    /// <summary>A constant; null, bool, decimal, double, string, DateOnly, TimeOnly, DateTime, <see cref="Span"/>, Guid or an array.</summary>
    public sealed record Constant(object? Value) : Term;

    /// <summary>A column, by its position.</summary>
    public sealed record Column(int Index) : Term;

    /// <summary>The time of the transaction, whenever that is; only known not to be before the end of the data.</summary>
    /// <param name="IsDate">Whether it is a day.</param>
    public sealed record Now(bool IsDate) : Term;

    /// <summary>An operator or function with its operands.</summary>
    /// <param name="Name">
    /// In lower case: <c>and or not = &lt;&gt; &lt; &lt;= &gt; &gt;= + - * / % || ~ ~* like ilike isnull is case cast:TYPE array row any:OP all:OP</c> or the
    /// name of a function.
    /// </param>
    /// <param name="Arguments">The operands.</param>
    public sealed record Apply(string Name, params Term[] Arguments) : Term
    {
        public bool Equals(Apply? other) =>
            other is not null && Name == other.Name && Arguments.AsSpan().SequenceEqual(other.Arguments);

        public override int GetHashCode() => HashCode.Combine(Name, Arguments.Length);
    }

    /// <summary>The columns that it is about.</summary>
    public IEnumerable<int> Columns() =>
        this switch
        {
            Column column => [column.Index],
            Apply apply => apply.Arguments.SelectMany(a => a.Columns()).Distinct(),
            _ => [],
        };

    /// <summary>Whether the time of the transaction is in it.</summary>
    public bool HasNow() => this is Now || (this is Apply apply && apply.Arguments.Any(a => a.HasNow()));
}

/// <summary>A length of time of the calendar.</summary>
/// <param name="Months">Its months, years included.</param>
/// <param name="Rest">Its days and less.</param>
internal readonly record struct Span(int Months, TimeSpan Rest);
