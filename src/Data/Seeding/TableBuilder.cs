using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>Turns a table of any schema into the steps that make its rows.</summary>
internal sealed class TableBuilder
{
    private readonly RelationalSchema schema;
    private readonly Table table;
    private readonly TableProfile profile;
    private readonly SeedRules rules;
    private readonly TypeDirectory types;
    private readonly TableRows rows;
    private readonly ulong salt;
    private readonly Func<QualifiedName, TableRows?> tableOf;
    private readonly Dictionary<string, ColumnDomain> domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowStep> steps = new(StringComparer.Ordinal);
    private readonly List<ForeignKey> references;
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<EarlierRows> earlier = [];
    private CheckSolver? solver;

    public TableBuilder(
        RelationalSchema schema,
        Table table,
        TableProfile profile,
        SeedRules rules,
        TypeDirectory types,
        TableRows rows,
        ulong salt,
        Func<QualifiedName, TableRows?> tableOf
    )
    {
        this.schema = schema;
        this.table = table;
        this.profile = profile;
        this.rules = rules;
        this.types = types;
        this.rows = rows;
        this.salt = salt;
        this.tableOf = tableOf;
        // Wide ones choose first and narrower ones agree; what may be null never decides for what must not be.
        references =
        [
            .. table
                .ForeignKeys.OrderBy(f => f.Columns.Any(c => table.Find(c) is { Nullable: true } && !IsKey(c)))
                .ThenByDescending(f => f.Columns.Count)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];
        for (var i = 0; i < table.Columns.Count; i++)
        {
            positions[table.Columns[i].Name] = i;
        }
    }

    /// <summary>Gives the table its steps.</summary>
    /// <exception cref="Failure">A type needs a rule, or a constraint has too few values (<see cref="ExitStatus.BadInput"/>).</exception>
    public void Build()
    {
        foreach (var column in table.Columns.Where(c => c.Generated is null && !IsReference(c.Name)))
        {
            AddDomain(column);
        }

        var checks = new CheckReader(schema, table, types, rules).Read();
        if (checks.Count > 0)
        {
            var known = new FactReader(table, profile, rules, types, domains, IsReference);
            var facts = table.Columns.Select((c, i) => known.Read(c, i)).ToArray();
            solver = CheckSolver.For(
                table.Name.ToString(),
                facts,
                checks,
                c => rules.Find(table.Name, c) is { Values.Count: > 0 } or { Pattern: not null } or { Expression: not null },
                salt
            );
            foreach (var domain in domains.Values.Where(d => solver.Manages(positions[d.Column.Name])))
            {
                DomainLimits.Narrow(domain, solver.States(positions[domain.Column.Name]));
            }
        }

        var exclusions = new ExclusionPlan(table, types, rows.Rows, rows.Held is not null).Plan();
        foreach (var column in table.Columns.Where(c => exclusions.SlotsOf(c.Name) is not null))
        {
            domains.Remove(column.Name);
            steps[column.Name] = new SlotStep(exclusions.SlotsOf(column.Name)!, salt, solver)
            {
                Columns = [positions[column.Name]],
                IsSteady = true,
            };
        }

        Number();
        var keys = new KeyPlan(
            table,
            SqlDialects.Of(schema.Engine),
            references,
            domains,
            rows.Rows,
            Parents,
            salt,
            exclusions,
            c => solver?.IsOpen(positions[c]) == true,
            rows.Held is not null,
            f => SpreadOf(f) is not null
        );
        foreach (var (domain, unique) in domains.Values.Select(d => (d, keys.UniqueBy(d.Column.Name))))
        {
            var rule = rules.Find(table.Name, domain.Column.Name);
            if (unique is null && rule?.Like is { } like)
            {
                ShapedCells.Limit(domain, like);
            }

            CellFactory.Complete(domain, unique is null ? rule?.Distinct ?? 0 : rows.Rows);
        }

        keys.Plan();
        var assigned = new HashSet<string>(StringComparer.Ordinal);
        var order = new List<RowStep>();
        foreach (var reference in references)
        {
            if (Reference(reference, keys, assigned) is { } step)
            {
                order.Add(step);
            }
        }

        new ColumnPlan(table, profile, rules, types, rows, salt, solver, domains, steps, Element).Make(keys, IsReference);
        // What cannot yield comes first, so that the others fit themselves to it.
        var own = table
            .Columns.Where(c => steps.ContainsKey(c.Name))
            .OrderByDescending(c => steps[c.Name].IsSteady)
            .Select(c => positions[c.Name])
            .ToList();
        order.AddRange((solver?.Order(own) ?? own).Select(c => steps[table.Columns[c].Name]));
        order = Sorted(order);
        solver?.Arrange(order);
        rows.Complete(order, solver, keys.Retried, earlier);
    }

    // What a person says about how children spread over parents, by any of the reference's columns.
    private ColumnRule? SpreadOf(ForeignKey reference) =>
        reference
            .Columns.Select(c => rules.Find(table.Name, c))
            .FirstOrDefault(r => r is { Distribution: not null } or { Weights.Count: > 0 } or { Distinct: not null });

    private bool IsReference(string column) => references.Exists(f => f.Columns.Contains(column) && !IsLeftOut(f));

    private bool IsLeftOut(ForeignKey reference) => tableOf(reference.ReferencedTable) is null;

    private long Parents(ForeignKey reference) =>
        reference.ReferencedTable == table.Name ? rows.Rows : tableOf(reference.ReferencedTable)?.Rows ?? 0;

    private void AddDomain(Column column)
    {
        var type = types.Base(column.Type);
        if (!IsDrawnByCell(type))
        {
            return;
        }

        var of =
            profile.Columns.FirstOrDefault(c => c.Column == column.Name)
            ?? new(column.Name, ColumnMeaning.Of(table, column, type));
        if (types.Enum(type) is { } labels)
        {
            of = of with { Type = new SemanticType(SemanticKind.Enum) { Values = labels } };
        }

        var rule = rules.Find(table.Name, column.Name);
        if (rule is { Values.Count: > 0 } && type is DataType.Text or DataType.Native or DataType.Enum)
        {
            of = of with { Type = new SemanticType(SemanticKind.Enum) { Values = rule!.Values } };
        }

        var nullable = column.Nullable && types.Domains(column.Type).All(d => d.Nullable) && !IsKey(column.Name);
        domains[column.Name] = new ColumnDomain(
            column with
            {
                Type = type is DataType.Enum ? new DataType.Text() : type,
                Nullable = nullable,
            },
            of with
            {
                NullShare = rule?.NullShare ?? of.NullShare,
            }
        );
        if (MariaDbTypes.Limits(column.Type) is { } limits)
        {
            var value = new Expression.Reference([column.Name]);
            domains[column.Name]
                .Restrict(new Expression.Binary(BinaryOperator.GreaterOrEqual, value, new Expression.Constant(limits.Low)));
            if (limits.High is { } high)
            {
                domains[column.Name]
                    .Restrict(new Expression.Binary(BinaryOperator.LessOrEqual, value, new Expression.Constant(high)));
            }
        }
    }

    // The numbers of rows that are made go on behind the greatest that is there, as far as their type does.
    private void Number()
    {
        foreach (var domain in domains.Values.Where(d => d is { Profile.Part: ColumnPart.Key, Form: not null }))
        {
            var greatest = rows.Held?.Greatest.TryGetValue(domain.Column.Name, out var there) == true ? there : rows.First;
            var last = Math.Min(
                domain.High ?? long.MaxValue,
                domain.Column.Type is DataType.Integer(var bits) && bits < 64 ? (1L << (bits - 1)) - 1 : long.MaxValue
            );
            if (rows.Rows > rows.First && rows.Rows - rows.First > last - greatest)
            {
                throw new TooFewValuesException(
                    $"{table.Name}: {domain.Column.Name}",
                    rows.First + Math.Max(0, last - greatest),
                    rows.Rows
                );
            }
        }
    }

    private bool IsKey(string column) => table.PrimaryKey?.Columns.Contains(column) ?? false;

    private static bool IsDrawnByCell(DataType type) =>
        type
            is DataType.Integer
                or DataType.Decimal
                or DataType.Float
                or DataType.Boolean
                or DataType.Text
                or DataType.Date
                or DataType.Time
                or DataType.Timestamp
                or DataType.Interval
                or DataType.Uuid
                or DataType.Json
                or DataType.Inet
                or DataType.Point
                or DataType.Enum
                or DataType.Native { Sql: "citext" or "name" or "character varying" or "any" or "" };

    private ReferenceStep? Reference(ForeignKey reference, KeyPlan keys, HashSet<string> assigned)
    {
        var columns = reference.Columns.Select(Position).ToArray();
        var given = Enumerable.Range(0, columns.Length).Where(i => assigned.Contains(reference.Columns[i])).ToArray();
        var mayBeNull = reference.Columns.Where(c => !assigned.Contains(c)).Any(c => table.Find(c)!.Nullable && !IsKey(c));
        var isSelf = reference.ReferencedTable == table.Name;
        var parent = isSelf ? rows : tableOf(reference.ReferencedTable);
        if (parent is null || parent.Rows == 0)
        {
            if (!mayBeNull)
            {
                throw parent?.Shortage
                    ?? Failure.Because(
                        ExitStatus.BadInput,
                        "referenced-table-empty",
                        $"{table.Name}: {reference.Name} is required, but {reference.ReferencedTable} gets no rows.",
                        fix: $"Give it rows: --rows {reference.ReferencedTable}=10."
                    );
            }

            return null;
        }

        var draws = Mixer.Combine(salt, Mixer.Of(reference.Name));
        var share = mayBeNull
            ? reference.Columns.Select(c => rules.Find(table.Name, c)?.NullShare).FirstOrDefault(n => n is not null)
                ?? profile.References.FirstOrDefault(r => r.ForeignKey == reference.Name)?.NullShare
                ?? 0
            : 0;
        var choice = Choice(reference, keys, parent, draws, Mixer.Threshold(share), mayBeNull);
        if (!isSelf)
        {
            rows.Creation.After(choice, parent.Creation, parent.Rows);
        }

        assigned.UnionWith(reference.Columns);
        var parentColumns = reference.ReferencedColumns.Select(parent.Position).ToArray();
        return new ReferenceStep(
            choice,
            parent,
            parentColumns,
            given,
            given.Length == 0 ? null
                : isSelf ? Earlier(parentColumns, given)
                : new ParentIndex(parent, parentColumns, given),
            mayBeNull,
            [.. columns.Select(c => table.Columns[c].Nullable && !IsKey(table.Columns[c].Name))],
            draws,
            solver
        )
        {
            Columns = columns,
            Needs = [.. given.Select(i => columns[i])],
        };
    }

    private EarlierRows Earlier(int[] columns, int[] given)
    {
        var index = new EarlierRows(columns, given);
        earlier.Add(index);
        return index;
    }

    private ParentChoice Choice(ForeignKey reference, KeyPlan keys, TableRows parent, ulong draws, ulong nulls, bool mayBeNull)
    {
        var isPaired = keys.IsPaired(reference);
        if (parent == rows)
        {
            return isPaired
                ? new ChainedParent(draws, rows.First, nulls, mayBeNull)
                : new ForestParent(draws, rows.Rows, nulls, mayBeNull);
        }

        if (isPaired)
        {
            return rows.Held is null
                ? new PairedParent(draws, rows.Rows, parent.Rows, nulls)
                : new FreeParent(rows, reference.Columns, parent, [.. reference.ReferencedColumns.Select(parent.Position)]);
        }

        if (keys.DigitOf(reference.Name) is { } digit)
        {
            return new DigitParent(draws, digit, nulls);
        }

        if (SpreadOf(reference) is { } rule)
        {
            var count = Math.Clamp(rule.Distinct ?? parent.Rows, 1, parent.Rows);
            if (rule.Like is not null)
            {
                var popular = Ranks.Scattered([.. rule.Weights], count, Mixer.Mix(draws));
                return new PlacedParent(popular, parent.Rows, Placement.Of(rows.Rows, rule, count, draws), draws, nulls);
            }

            return new SpreadParent(draws, ShapedCells.Popularity(rule, count), parent.Rows, nulls);
        }

        return new DrawnParent(
            draws,
            parent.Rows,
            parent.Rows > 1 ? Quantiles.Zipf(parent.Rows, 0.6) : null,
            nulls,
            rows.Creation.Timeline,
            parent.Creation.Timeline
        );
    }

    // Elements and attributes are rows of a table of their own with a single column, so that the checks of their domains hold too.
    private ValueMaker? Element(string name, DataType type)
    {
        var based = types.Base(type);
        if (!types.Domains(type).Any() && !IsDrawnByCell(based))
        {
            return new TypeDraw(types, Element).For(name, based);
        }

        var element = new Table(new("", $"{table.Name.Name}.{name}")) { Columns = [new Column(name, type)] };
        var own = Mixer.Combine(salt, Mixer.Of(name));
        var values = new TableRows(element, 1L << 40, new(new(1L << 40, 0, atOnce: false, own)));
        new TableBuilder(
            schema with
            {
                Tables = [],
            },
            element,
            new(element.Name, values.Rows),
            SeedRules.None,
            types,
            values,
            own,
            _ => null
        ).Build();
        return draw => values.ValueOf((long)(draw >> 24), 0);
    }

    // Columns after those that they follow, and otherwise as they are.
    private static List<RowStep> Sorted(List<RowStep> order)
    {
        var left = order.ToList();
        var sorted = new List<RowStep>();
        while (left.Count > 0)
        {
            var next = left.FindIndex(s => s.Needs.All(n => !left.Exists(o => o != s && o.Gives.Contains(n))));
            next = Math.Max(0, next);
            sorted.Add(left[next]);
            left.RemoveAt(next);
        }

        return sorted;
    }

    private int Position(string column) => positions[column];
}
