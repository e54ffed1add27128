using Dbwright.Data;
using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Data;

/// <summary>Schemas of chance: what is generated for them satisfies every constraint, or is refused before the first row.</summary>
public class AnySchemaTests
{
    private static readonly SemanticType[] Types =
    [
        new(SemanticKind.Text) { Length = 40 },
        new(SemanticKind.Text) { Length = 2 },
        new(SemanticKind.Integer),
        new(SemanticKind.Integer) { Minimum = 1, Maximum = 4 },
        new(SemanticKind.Enum) { Values = ["red", "green", "blue"] },
        new(SemanticKind.Boolean),
        new(SemanticKind.Date),
        new(SemanticKind.Timestamp),
        new(SemanticKind.Money) { Minimum = 0 },
        new(SemanticKind.Email),
        new(SemanticKind.Country),
    ];

    [Fact]
    public void Rows_satisfy_every_constraint_or_are_refused()
    {
        var refused = 0;
        var made = 0;
        var property = Prop.ForAll(
            Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(),
            seed =>
            {
                var (schema, profile) = Schema(new Chance((ulong)seed));
                try
                {
                    var generator = RowGenerator.For(schema, profile, seed, 1);
                    var violations = Integrity.Violations(schema, generator);
                    made++;
                    Assert.True(violations.Count == 0, $"seed {seed}: {string.Join("; ", violations)}");
                }
                catch (Failure failure)
                {
                    refused++;
                    Assert.Equal(ExitStatus.BadInput, failure.Status);
                }
            }
        );
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20_251_121, 7), property);
        Assert.True(made > refused, $"{refused} schemas were refused, {made} were not");
    }

    private static (RelationalSchema Schema, DataProfile Profile) Schema(Chance chance)
    {
        var tables = new List<Table>();
        var profiles = new List<TableProfile>();
        var count = 1 + chance.Below(5);
        for (var number = 0; number < count; number++)
        {
            var (table, profile) = Table(chance, $"t{number}", tables);
            tables.Add(table);
            profiles.Add(profile);
        }

        return (new("postgresql") { Tables = tables.ToSequence() }, new(profiles.ToSequence()));
    }

    private static (Table Table, TableProfile Profile) Table(Chance chance, string name, List<Table> others)
    {
        var columns = new List<Column> { Shop.Col("id", Shop.Big) };
        var profiles = new List<ColumnProfile> { Shop.Id };
        var references = new List<ForeignKey>();
        var parts = new List<string>();
        for (var i = chance.Below(4); i > 0; i--)
        {
            var type = Types[chance.Below(Types.Length)];
            var nullable = chance.Below(3) == 0;
            var column = Shop.Col($"c{i}", Physical(type.Kind), nullable);
            columns.Add(column);
            profiles.Add(new(column.Name, type) { NullShare = nullable ? 0.2 : 0 });
            parts.Add(column.Name);
        }

        for (var i = chance.Below(4); i > 0; i--)
        {
            var parent = chance.Below(5) == 0 || others.Count == 0 ? name : others[chance.Below(others.Count)].Name.Name;
            var column = Shop.Col($"r{i}", Shop.Big, nullable: chance.Below(3) == 0);
            columns.Add(column);
            references.Add(Shop.Fk(name, parent, column.Name));
            parts.Add(column.Name);
        }

        var uniques = new List<UniqueConstraint>();
        for (var i = chance.Below(3); i > 0 && parts.Count > 0; i--)
        {
            var chosen = parts.Where(_ => chance.Below(2) == 0).ToArray();
            if (chosen.Length > 0)
            {
                uniques.Add(Shop.Unique(name, chosen));
            }
        }

        var table = Shop.Table(name, columns.ToSequence()) with
        {
            ForeignKeys = references.ToSequence(),
            Uniques = uniques.DistinctBy(u => u.Name).ToSequence(),
        };
        var profile = new TableProfile(table.Name, 1 + chance.Below(120))
        {
            Columns = profiles.ToSequence(),
            References = references
                .Select(r => new ReferenceProfile(r.Name)
                {
                    NullShare = 0.2,
                    FanOut = chance.Below(2) == 0 ? FanOut.Uniform : FanOut.Zipf,
                    Exponent = 0.4 + chance.Below(9) / 5.0,
                })
                .ToSequence(),
        };
        return (table, profile);
    }

    private static DataType Physical(SemanticKind kind) =>
        kind switch
        {
            SemanticKind.Integer => Shop.Big,
            SemanticKind.Boolean => new DataType.Boolean(),
            SemanticKind.Date => new DataType.Date(),
            SemanticKind.Timestamp => Shop.Moment,
            SemanticKind.Money => Shop.Money,
            _ => Shop.Text,
        };

    private sealed class Chance(ulong seed)
    {
        private ulong state = Mixer.Mix(seed);

        public int Below(int bound)
        {
            state = Mixer.Next(state);
            return Mixer.Below(state, bound);
        }
    }
}
