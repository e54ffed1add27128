namespace Dbwright.Model;

/// <summary>Takes the values of rows, column by column, without boxing.</summary>
public interface IRowSink
{
    /// <summary>NULL.</summary>
    void Null();

    /// <summary>A truth value.</summary>
    void Boolean(bool value);

    /// <summary>A whole number, or a scaled decimal.</summary>
    void Integer(long value);

    /// <summary>An exact decimal.</summary>
    void Decimal(decimal value);

    /// <summary>A floating-point number.</summary>
    void Float(double value);

    /// <summary>Text, also for enumerations, JSON and addresses.</summary>
    void Text(ReadOnlySpan<char> value);

    /// <summary>Bytes.</summary>
    void Bytes(ReadOnlySpan<byte> value);

    /// <summary>A date.</summary>
    void Date(DateOnly value);

    /// <summary>A time of day.</summary>
    void Time(TimeOnly value);

    /// <summary>A moment in UTC.</summary>
    void Timestamp(DateTime value);

    /// <summary>A length of time.</summary>
    void Interval(TimeSpan value);

    /// <summary>A UUID.</summary>
    void Uuid(Guid value);

    /// <summary>A point.</summary>
    void Point(double x, double y);
}

/// <summary>Rows that are a pure function of their number.</summary>
public interface IRowSource
{
    /// <summary>The table.</summary>
    Table Table { get; }

    /// <summary>The columns written, in the order in which <see cref="Write"/> gives them.</summary>
    Sequence<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    long Rows { get; }

    /// <summary>Gives the values of a row to the sink, one for each column. Safe to call from several threads with different sinks.</summary>
    void Write(long row, IRowSink sink);
}

/// <summary>Bulk loading.</summary>
public interface ILoader
{
    /// <summary>How many tables are best loaded at the same time, each over a session of its own.</summary>
    int Parallelism => 1;

    /// <summary>Writes rows <paramref name="from"/> up to but not including <paramref name="to"/>; memory does not grow with their number.</summary>
    /// <exception cref="EngineException">The engine refuses a row.</exception>
    Task LoadAsync(
        ISession session,
        IRowSource source,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    );
}
