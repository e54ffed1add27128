using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>Reads what rows of a table must satisfy: its checks, those of its columns' domains, and the rules of a person.</summary>
internal sealed class CheckReader(RelationalSchema schema, Table table, TypeDirectory types, SeedRules rules)
{
    private readonly SqlDialect dialect = SqlDialects.Of(schema.Engine);

    /// <summary>The conditions.</summary>
    public List<RowCheck> Read()
    {
        var checks = new List<RowCheck>();
        foreach (var check in table.Checks)
        {
            Add(Called(check), check.Sql, Position, strict: false);
        }

        if (schema.Engine == "mariadb")
        {
            foreach (var (name, sql) in MariaDbTypes.Conditions(table))
            {
                Add(name, sql, Position, strict: false);
            }
        }
        else if (PartitionBounds.Of(schema, table, Position) is { } place)
        {
            checks.Add(new("the partitions that are there", place, Strict: true));
        }

        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            var index = i;
            foreach (var domain in types.Domains(column.Type))
            {
                foreach (var check in domain.Checks)
                {
                    Add(
                        $"check {check.Name} of the domain {domain.Name}",
                        check.Sql,
                        name => name.Equals("value", StringComparison.OrdinalIgnoreCase) ? index : null,
                        strict: false
                    );
                }
            }

            if (rules.Find(table.Name, column.Name) is { } rule)
            {
                Rule(rule, index);
            }
        }

        return [.. checks.Select(c => c with { Term = Typed(c.Term) })];

        void Rule(ColumnRule rule, int index)
        {
            var column = new Term.Column(index);
            var name = $"the rule for {rule.Path}";
            if (rule.Values.Count > 0)
            {
                checks.Add(new(name, new Term.Apply("in", [column, .. rule.Values.Select(v => Typed(v, index))])));
            }

            if (rule.Pattern is { } pattern)
            {
                checks.Add(new(name, new Term.Apply("~", column, new Term.Constant($"^({pattern})$"))));
            }

            if (rule.Minimum is { } least)
            {
                checks.Add(new(name, new Term.Apply(">=", column, Typed(least, index))));
            }

            if (rule.Maximum is { } most)
            {
                checks.Add(new(name, new Term.Apply("<=", column, Typed(most, index))));
            }

            if (rule.Expression is { } expression)
            {
                Add(name, $"{table.Columns[index].Name} = ({expression})", Position, strict: false);
            }
        }

        void Add(string name, string sql, Func<string, int?> position, bool strict)
        {
            try
            {
                checks.Add(new(name, Computed(TermReader.Read(sql, dialect, position)), strict));
            }
            catch (TermException e)
            {
                // What cannot be read is left to the engine as something that only it can compute.
                var columns = Enumerable
                    .Range(0, table.Columns.Count)
                    .Where(i => sql.Contains(table.Columns[i].Name, StringComparison.OrdinalIgnoreCase))
                    .Select(Term (i) => new Term.Column(i));
                checks.Add(new(name, new Term.Apply($"{name} ({e.Message})", [.. columns]), strict));
            }
        }
    }

    // Texts that are compared with a column are values of its type.
    private Term Typed(Term term) =>
        term is not Term.Apply apply ? term
        : apply is { Name: "=" or "<>" or "<" or "<=" or ">" or ">=" or "in", Arguments: [Term.Column(var index), ..] }
            ? new Term.Apply(apply.Name, [apply.Arguments[0], .. apply.Arguments.Skip(1).Select(a => Coerced(a, index))])
        : new Term.Apply(apply.Name, [.. apply.Arguments.Select(a => Typed(a))]);

    private Term Coerced(Term value, int index) =>
        value is Term.Constant { Value: string text } && TypeOf(index) is { } type && Casts.Constant(text, type, out var read)
            ? new Term.Constant(read)
            : Typed(value);

    private string? TypeOf(int index) =>
        types.Base(table.Columns[index].Type) switch
        {
            DataType.Integer or DataType.Decimal or DataType.Float => "numeric",
            DataType.Date => "date",
            DataType.Timestamp => "timestamp",
            DataType.Time => "time",
            DataType.Interval => "interval",
            DataType.Boolean => "boolean",
            DataType.Uuid => "uuid",
            _ => null,
        };

    // A generated column stands for its expression.
    private Term Computed(Term term)
    {
        switch (term)
        {
            case Term.Column(var index) when table.Columns[index].Generated is { } generated:
                try
                {
                    return Computed(TermReader.Read(generated.Sql, dialect, Position));
                }
                catch (TermException e)
                {
                    return new Term.Apply($"the expression of {table.Columns[index].Name} ({e.Message})");
                }

            case Term.Apply apply:
                return new Term.Apply(apply.Name, [.. apply.Arguments.Select(Computed)]);
            default:
                return term;
        }
    }

    private int? Position(string name)
    {
        var exact = Find(c => c.Name == name);
        return exact ?? Find(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

        int? Find(Func<Column, bool> isIt)
        {
            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (isIt(table.Columns[i]))
                {
                    return i;
                }
            }

            return null;
        }
    }

    private Term.Constant Typed(string text, int index) =>
        Casts.Constant(text, TypeOf(index) ?? "text", out var value)
            ? new(value)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "seed-rule",
                string.Create(CultureInfo.InvariantCulture, $"'{text}' is no value of {table.Name}.{table.Columns[index].Name}.")
            );

    // One without a name of its own is called by its text, which says what it is.
    private static string Called(CheckConstraint check) =>
        check.Name.StartsWith("check ", StringComparison.Ordinal) ? check.Name : $"check {check.Name}";
}
