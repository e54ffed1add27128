using System.Diagnostics;
using System.Globalization;
using Bogus;
using Dbwright.Data;
using Dbwright.Model;

// Rows of a ten-column table made on one processor and thrown away: by dbwright, and as objects by Bogus. Prints rows a second of processor time, which what else
// the machine does has little part in, and by the clock.
//   Seeding own|checked ROWS    Seeding bogus ROWS
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var rows = long.Parse(args[1], CultureInfo.InvariantCulture);
var watch = new Stopwatch();
var before = 0L;
var worked = TimeSpan.Zero;
if (args[0] == "bogus")
{
    Randomizer.Seed = new Random(1);
    var faker = new Faker<Visitor>()
        .RuleFor(v => v.Id, f => f.IndexFaker)
        .RuleFor(v => v.Email, f => f.Internet.Email(uniqueSuffix: f.IndexFaker.ToString(CultureInfo.InvariantCulture)))
        .RuleFor(v => v.Name, f => f.Name.FullName())
        .RuleFor(v => v.City, f => f.Address.City())
        .RuleFor(v => v.Country, f => f.Address.CountryCode())
        .RuleFor(v => v.Status, f => f.PickRandom("new", "paid", "sent"))
        .RuleFor(v => v.Quantity, f => f.Random.Int(1, 100))
        .RuleFor(v => v.Amount, f => f.Finance.Amount())
        .RuleFor(v => v.CreatedAt, f => f.Date.Past())
        .RuleFor(v => v.UpdatedAt, (f, v) => v.CreatedAt.AddMinutes(f.Random.Int(0, 10_000)));
    faker.Generate(100);
    worked = Process.GetCurrentProcess().TotalProcessorTime;
    watch.Start();
    for (long row = 0; row < rows; row++)
    {
        _ = faker.Generate();
    }
}
else
{
    var name = new QualifiedName("", "orders");
    Column Column(string column, DataType type) => new(column, type);
    var table = new Table(name)
    {
        Columns =
        [
            Column("id", new DataType.Integer(64)) with
            {
                Identity = IdentityKind.ByDefault,
            },
            Column("email", new DataType.Text()),
            Column("customer_name", new DataType.Text()),
            Column("city", new DataType.Text()),
            Column("country", new DataType.Text(2)),
            Column("status", new DataType.Text()),
            Column("quantity", new DataType.Integer(32)),
            Column("amount", new DataType.Decimal(12, 2)),
            Column("created_at", new DataType.Timestamp(true)),
            Column("updated_at", new DataType.Timestamp(true)),
        ],
        PrimaryKey = new("orders_pkey", ["id"]),
        Uniques = [new("orders_email_key", ["email"])],
    };
    if (args[0] == "checked")
    {
        table = table with
        {
            Checks =
            [
                new("orders_amount", "amount >= 0::numeric"),
                new("orders_quantity", "quantity >= 1 AND quantity <= 100"),
                new("orders_status", "status = ANY (ARRAY['new'::text, 'paid'::text, 'sent'::text])"),
                new("orders_updated", "updated_at >= created_at"),
            ],
        };
    }

    var schema = new RelationalSchema("postgresql") { Tables = [table] };
    var profile = ProfileInference.For(schema, SeedSize.Minimal, new Dictionary<QualifiedName, long> { [name] = rows }, 1);
    var source = SchemaRows.For(schema, profile, SeedRules.None, 1).Source(name);
    var sink = new Discarded();
    for (long row = 0; row < Math.Min(rows, 100_000); row++)
    {
        source.Write(row, sink);
    }

    before = GC.GetAllocatedBytesForCurrentThread();
    worked = Process.GetCurrentProcess().TotalProcessorTime;
    watch.Start();
    for (long row = 0; row < rows; row++)
    {
        source.Write(row, sink);
    }
}

watch.Stop();
worked = Process.GetCurrentProcess().TotalProcessorTime - worked;
Console.WriteLine(
    $"{rows / worked.TotalSeconds:0} rows/s of processor time ({rows / watch.Elapsed.TotalSeconds:0} by the clock), {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)rows:0} bytes allocated a row, "
        + $"{Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
);

/// <summary>What Bogus makes.</summary>
internal sealed class Visitor
{
    public int Id { get; set; }
    public string Email { get; set; } = "";
    public string Name { get; set; } = "";
    public string City { get; set; } = "";
    public string Country { get; set; } = "";
    public string Status { get; set; } = "";
    public int Quantity { get; set; }
    public decimal Amount { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime UpdatedAt { get; set; }
}

/// <summary>Takes values and keeps only their sum, so that nothing of their making can be left out.</summary>
internal sealed class Discarded : IRowSink
{
    public long Sum { get; private set; }

    public void Null() => Sum++;

    public void Boolean(bool value) => Sum += value ? 1 : 0;

    public void Integer(long value) => Sum += value;

    public void Decimal(decimal value) => Sum += value.Scale;

    public void Float(double value) => Sum += (long)value;

    public void Text(ReadOnlySpan<char> value) => Sum += value.Length;

    public void Bytes(ReadOnlySpan<byte> value) => Sum += value.Length;

    public void Date(DateOnly value) => Sum += value.DayNumber;

    public void Time(TimeOnly value) => Sum += value.Ticks;

    public void Timestamp(DateTime value) => Sum += value.Ticks;

    public void Interval(TimeSpan value) => Sum += value.Ticks;

    public void Uuid(Guid value) => Sum += value.GetHashCode();

    public void Point(double x, double y) => Sum += (long)x;
}
