using Dbwright.Model;

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
            var facts = table.Columns.Select((c, i) => Facts(c, i)).ToArray();
            solver = CheckSolver.For(
                table.Name.ToString(),
                facts,
                checks,
                c => rules.Find(table.Name, c) is { Values.Count: > 0 } or { Pattern: not null } or { Expression: not null },
                salt
            );
            foreach (var domain in domains.Values.Where(d => solver.Manages(positions[d.Column.Name])))
            {
                Narrow(domain, solver.States(positions[domain.Column.Name]));
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

        var keys = new KeyPlan(
            table,
            references,
            domains,
            rows.Rows,
            Parents,
            salt,
            exclusions,
            c => solver?.IsOpen(positions[c]) == true,
            rows.Held is not null
        );
        foreach (var (domain, unique) in domains.Values.Select(d => (d, keys.UniqueBy(d.Column.Name))))
        {
            CellFactory.Complete(domain, unique is null ? 0 : rows.Rows);
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

        MakeColumns(keys);
        // What cannot yield comes first, so that the others fit themselves to it.
        var own = table
            .Columns.Where(c => steps.ContainsKey(c.Name))
            .OrderByDescending(c => steps[c.Name].IsSteady)
            .Select(c => positions[c.Name])
            .ToList();
        order.AddRange((solver?.Order(own) ?? own).Select(c => steps[table.Columns[c].Name]));
        solver?.Arrange(order);
        rows.Complete(order, solver, keys.Retried, earlier);
    }

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
                throw Failure.Because(
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

        var uniform = reference.Columns.Any(c => rules.Find(table.Name, c)?.Distribution == ValueDistribution.Uniform);
        return new DrawnParent(
            draws,
            parent.Rows,
            !uniform && parent.Rows > 1 ? Quantiles.Zipf(parent.Rows, 0.6) : null,
            nulls,
            rows.Creation.Timeline,
            parent.Creation.Timeline
        );
    }

    private void MakeColumns(KeyPlan keys)
    {
        var factory = new CellFactory(table.Name, salt, rows.Creation);
        foreach (var domain in domains.Values.OrderBy(Turn))
        {
            var name = domain.Column.Name;
            var unique = keys.UniqueBy(name);
            var cell = factory.Make(domain, unique, keys.DigitOf(name));
            if (cell is TextCell text)
            {
                text.Steady = unique is not null && !keys.IsRetried(name);
                if (factory.Title is null && name.Says("title", "name", "headline", "subject"))
                {
                    factory.Title = text;
                }
            }

            // Numbers that the table has given out already are not given again.
            var shift =
                cell is IdentityCell && rows.Held?.Greatest.TryGetValue(name, out var most) == true ? most - rows.First : 0;
            steps[name] = new CellStep(cell, solver, shift)
            {
                Columns = [Position(name)],
                IsSteady = (unique is not null && !keys.IsRetried(name)) || cell is IdentityCell or DigitCell,
            };
        }

        var maker = new TypeDraw(types, Element);
        foreach (var column in table.Columns)
        {
            if (column.Generated is not null || steps.ContainsKey(column.Name) || IsReference(column.Name))
            {
                continue;
            }

            if (maker.For(column.Name, types.Base(column.Type)) is not { } values)
            {
                throw Unknown(column);
            }

            var own = factory.Salt(column.Name);
            var share =
                column.Nullable && !IsKey(column.Name)
                    ? rules.Find(table.Name, column.Name)?.NullShare
                        ?? profile.Columns.FirstOrDefault(c => c.Column == column.Name)?.NullShare
                        ?? 0
                    : 0;
            steps[column.Name] = new MakerStep(
                values,
                own,
                share > 0 && solver?.Manages(Position(column.Name)) != true ? new Nulls(own, share) : null,
                solver
            )
            {
                Columns = [Position(column.Name)],
                IsSteady = keys.UniqueBy(column.Name) is not null,
            };
        }
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

    private ColumnFacts Facts(Column column, int index)
    {
        var type = types.Base(column.Type);
        var form = domains.GetValueOrDefault(column.Name)?.Form;
        var (axis, unit) = form switch
        {
            DecimalForm { Scale: 0 } => (AxisKind.Whole, 1m),
            DecimalForm scaled => (AxisKind.Number, 1m / Enumerable.Repeat(10m, scaled.Scale).Aggregate(1m, (a, b) => a * b)),
            DateForm when type is DataType.Date => (AxisKind.Day, 86_400m),
            MomentForm when type is DataType.Timestamp => (AxisKind.Moment, 0.001m),
            TimeForm when type is DataType.Time => (AxisKind.Length, 1m),
            LengthForm when type is DataType.Interval => (AxisKind.Length, 1m),
            not null => (AxisKind.None, 0m),
            null => type switch
            {
                DataType.Integer => (AxisKind.Whole, 1m),
                DataType.Decimal or DataType.Float => (AxisKind.Number, 0.01m),
                DataType.Date => (AxisKind.Day, 86_400m),
                DataType.Timestamp => (AxisKind.Moment, 0.001m),
                _ => (AxisKind.None, 0m),
            },
        };
        var (low, high) = type switch
        {
            DataType.Integer(16) => (short.MinValue, (decimal?)short.MaxValue),
            DataType.Integer(32) => (int.MinValue, int.MaxValue),
            DataType.Integer => (long.MinValue / 4, long.MaxValue / 4),
            DataType.Decimal({ } precision, var scale) when precision - (scale ?? 0) < 18 => Limits(precision, scale ?? 0),
            _ => ((decimal?)null, (decimal?)null),
        };
        return new(index, column.Name, type)
        {
            Axis = axis,
            Unit = unit,
            Nullable = column.Nullable && !IsKey(column.Name) && types.Domains(column.Type).All(d => d.Nullable),
            NullShare =
                rules.Find(table.Name, column.Name)?.NullShare
                ?? profile.Columns.FirstOrDefault(c => c.Column == column.Name)?.NullShare
                ?? 0,
            Low = low,
            High = high,
            Values =
                type is DataType.Boolean ? [false, true]
                : types.Enum(type) is { } labels && !IsReference(column.Name) ? [.. labels]
                : null,
            Longest = type is DataType.Text { MaxLength: { } longest } ? longest : null,
        };
    }

    private static (decimal Low, decimal? High) Limits(int precision, int scale)
    {
        var most = Enumerable.Repeat(10m, Math.Max(0, precision - scale)).Aggregate(1m, (a, b) => a * b);
        most -= 1 / Enumerable.Repeat(10m, Math.Clamp(scale, 0, 20)).Aggregate(1m, (a, b) => a * b);
        return (-most, most);
    }

    // What every way of satisfying the checks leaves is known before any row: the usual values are drawn from it.
    private static void Narrow(ColumnDomain domain, IReadOnlyList<ColumnState> ways)
    {
        domain.NullShare = 0;
        var states = ways.Where(w => !w.IsNull).ToList();
        if (states.Count == 0)
        {
            return;
        }

        var value = new Expression.Reference([domain.Column.Name]);
        if (states.TrueForAll(s => s.Values is { Length: > 0 }))
        {
            var all = states.SelectMany(s => s.Values!).Distinct().ToList();
            if (
                states[0].Facts.Axis is AxisKind.None or AxisKind.Whole or AxisKind.Number
                && all.TrueForAll(v => v is decimal or string or bool)
            )
            {
                domain.Restrict(new Expression.In(value, all.Select(Expression (v) => new Expression.Constant(v)).ToSequence()));
            }
        }
        else if (states[0].Facts.Axis is AxisKind.Whole or AxisKind.Number)
        {
            var facts = states[0].Facts;
            if (states.TrueForAll(s => s.Low is not null) && states.Min(s => s.Low!.Value) is var low && low > facts.Low)
            {
                domain.Restrict(new Expression.Binary(BinaryOperator.GreaterOrEqual, value, new Expression.Constant(low)));
            }

            if (states.TrueForAll(s => s.High is not null) && states.Max(s => s.High!.Value) is var high && high < facts.High)
            {
                domain.Restrict(new Expression.Binary(BinaryOperator.LessOrEqual, value, new Expression.Constant(high)));
            }
        }
        else if (domain.Form is null)
        {
            Sized(domain, value, states);
        }
    }

    private static void Sized(ColumnDomain domain, Expression.Reference value, List<ColumnState> states)
    {
        var length = new Expression.Call("length", [value]);
        if (states.Min(s => s.Shortest) is > 0 and var shortest)
        {
            domain.Restrict(
                new Expression.Binary(BinaryOperator.GreaterOrEqual, length, new Expression.Constant((decimal)shortest))
            );
        }

        if (states.TrueForAll(s => s.Longest is not null))
        {
            domain.Restrict(
                new Expression.Binary(
                    BinaryOperator.LessOrEqual,
                    length,
                    new Expression.Constant((decimal)states.Max(s => s.Longest!.Value))
                )
            );
        }

        if (states is [{ Patterns: [var pattern] }])
        {
            domain.Restrict(new Expression.Binary(BinaryOperator.Matches, value, new Expression.Constant(pattern)));
        }
    }

    private Failure Unknown(Column column) =>
        Failure.Because(
            ExitStatus.BadInput,
            "seed-type",
            $"{table.Name}.{column.Name}: dbwright has no values for a type like this one ({column.Type}).",
            "Values are given by hand in a file for --rules.",
            $"columns: {{{table.Name}.{column.Name}: {{values: [\"…\"]}}}}"
        );

    // Titles before the slugs made of them; the last change after the events before it.
    private static int Turn(ColumnDomain domain) =>
        domain.Profile.Part switch
        {
            ColumnPart.CreatedAt => 0,
            ColumnPart.UpdatedAt => 3,
            ColumnPart.DeletedAt => 4,
            _ => domain.Profile.Type.Kind == SemanticKind.Slug ? 2 : 1,
        };

    private int Position(string column) => positions[column];
}
