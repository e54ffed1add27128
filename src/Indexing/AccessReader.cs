using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>Finds out how the statements of access patterns get at tables.</summary>
internal sealed class AccessReader(DatabaseDesign design, Engine engine, TableStatistics statistics, IndexingOptions options)
{
    /// <summary>The accesses of a pattern, the one of its starting table first; none for inserts and what is not yet designed.</summary>
    public Sequence<TableAccess> Read(AccessPattern pattern) =>
        pattern switch
        {
            AccessPattern.FreeSql free => FreeSqlReader.Read(free, design, statistics, options),
            AccessPattern.Insert or AccessPattern.Similar => [],
            _ when PatternPaths.MissingIn(pattern, design).Count > 0 => [],
            AccessPattern.Traverse traverse => Traverse(traverse),
            _ => ByConditions(pattern),
        };

    private Sequence<TableAccess> ByConditions(AccessPattern pattern)
    {
        var entity = pattern.Entity!;
        var mapping = DesignPath.MappingOf(design, entity, pattern.At);
        var start = new TableAccess(pattern, mapping.Table) { IsStart = true };
        var others = new Dictionary<QualifiedName, TableAccess>();
        var reached = new List<Sequence<PathStep>>();
        foreach (var condition in PatternPaths.ConditionsOf(pattern))
        {
            var path = DesignPath.Find(design, entity, condition.Path, condition.At);
            if (path.Steps.Count == 0)
            {
                start = With(start, path, condition);
                continue;
            }

            var other = others.GetValueOrDefault(path.Holder.Table) ?? new TableAccess(pattern, path.Holder.Table);
            others[path.Holder.Table] = WithLiveRows(With(other, path, condition), path.Holder);
            reached.Add(path.Steps);
        }

        start = WithOrder(start, pattern, entity);
        start = start with { Read = ReadColumns(pattern, mapping) };
        if (RelationalQueries.DeletionMark(mapping, PatternPaths.ConditionsOf(pattern)) is { } mark)
        {
            start = start with { Fixed = [.. start.Fixed, NotDeleted(mapping.Table, mark)] };
        }

        return [FromFound(start, reached, others), .. Between(reached, others, pattern), .. others.Values];
    }

    private TableAccess WithLiveRows(TableAccess access, TableMapping mapping) =>
        RelationalQueries.DeletionMark(mapping, []) is { } mark && !access.Fixed.Any(f => f.Column == mark)
            ? access with
            {
                Fixed = [.. access.Fixed, NotDeleted(mapping.Table, mark)],
            }
            : access;

    // When the rows of a referenced table are found first, its key leads to the referring rows.
    private static TableAccess FromFound(
        TableAccess start,
        List<Sequence<PathStep>> reached,
        Dictionary<QualifiedName, TableAccess> others
    )
    {
        if (start.Equal.Count > 0 || start.EndsEarly && reached.Count == 0)
        {
            return start;
        }

        var way = reached.Find(steps =>
            others[steps[^1].To.Table] is { } other && (other.Equal.Count > 0 || other.Ranges.Count > 0)
        );
        return way is null ? start : start with { Equal = way[0].Key.Columns };
    }

    // Tables between the start and the one that is filtered are entered by their foreign keys.
    private static IEnumerable<TableAccess> Between(
        List<Sequence<PathStep>> reached,
        Dictionary<QualifiedName, TableAccess> others,
        AccessPattern pattern
    ) =>
        reached
            .SelectMany(steps => steps.Skip(1))
            .Where(step => !others.ContainsKey(step.From.Table))
            .DistinctBy(step => (step.From.Table, step.Key.Name))
            .Select(step => new TableAccess(pattern, step.From.Table) { Equal = step.Key.Columns });

    private TableAccess With(TableAccess access, DesignPath path, Condition condition)
    {
        var table = path.Holder.Table;
        var column = path.Columns[0].Name;
        if (condition.Operator is ConditionOperator.Contains)
        {
            return access with { Contains = [.. access.Contains, column] };
        }

        if (condition.Operator is ConditionOperator.StartsWith)
        {
            return access with { StartsWith = [.. access.StartsWith, column] };
        }

        if (condition.Operator is ConditionOperator.Has)
        {
            return access with { Has = [.. access.Has, column] };
        }

        if (CalendarDuration.IsWindow(condition))
        {
            return access with { Ranges = [.. access.Ranges, new(column, WindowShare(path.Holder, condition))] };
        }

        if (condition.IsConstant && IsPredicate(condition))
        {
            return access with { Fixed = [.. access.Fixed, Predicate(path, column, condition)] };
        }

        return condition.Operator switch
        {
            ConditionOperator.Equal => access with
            {
                Equal = access.Equal.Concat(path.Columns.Select(c => c.Name)).Distinct().ToSequence(),
            },
            ConditionOperator.In => access with { OneOf = [.. access.OneOf, column] },
            ConditionOperator.Between => access with { Ranges = [.. access.Ranges, new(column, options.RangeShare)] },
            ConditionOperator.NotEqual => access,
            _ => access with { Ranges = [.. access.Ranges, new(column, options.OpenRangeShare)] },
        };

        FixedCondition Predicate(DesignPath path, string name, Condition fixedCondition)
        {
            var quoted = engine.Require<INames>().Quote(name);
            var sql = engine.Queries is RelationalQueries queries
                ? queries.Constant(fixedCondition, quoted, path.ScaleDigits)
                : "";
            return new(
                name,
                sql,
                statistics.FixedShare(table, name, fixedCondition),
                fixedCondition.Operator is ConditionOperator.Equal or ConditionOperator.IsNull
            );
        }
    }

    // Only what never changes can stand in the predicate of an index, and ranges are better answered by their order.
    private static bool IsPredicate(Condition condition) =>
        condition.Operator
            is ConditionOperator.Equal
                or ConditionOperator.NotEqual
                or ConditionOperator.In
                or ConditionOperator.IsNull
                or ConditionOperator.IsNotNull
        && condition.Values.All(v => v is Expression.Constant);

    private double WindowShare(TableMapping mapping, Condition condition) =>
        CalendarDuration.Of(condition.Values[0]) is { } duration
            ? Math.Min(1, duration.Approximate / statistics.History(mapping.Entity))
            : options.RangeShare;

    private FixedCondition NotDeleted(QualifiedName table, string mark) =>
        new(mark, $"{engine.Require<INames>().Quote(mark)} is null", statistics.NullShare(table, mark), IsEquality: true);

    private TableAccess WithOrder(TableAccess access, AccessPattern pattern, string entity)
    {
        switch (pattern)
        {
            case AccessPattern.Find find:
                return access with
                {
                    Order = Order(find, access),
                    Limit = find.Limit ?? (find.Paged ? RelationalQueries.PageRows : null),
                };
            case AccessPattern.Search search:
                return access with { Document = FullTextDocument.Of(search, design), Limit = search.Limit };
            case AccessPattern.Near near:
                return access with
                {
                    Near = DesignPath.Find(design, entity, near.By, near.At).Columns[0].Name,
                    Limit = near.Limit,
                };
            default:
                return access;
        }
    }

    private Sequence<OrderColumn> Order(AccessPattern.Find find, TableAccess access)
    {
        var paths = find.Sort.Select(s => (Path: DesignPath.Find(design, find.From, s.Path, find.At), s.Descending)).ToList();
        if (paths.Exists(p => p.Path.Steps.Count > 0))
        {
            return [];
        }

        var order = paths.SelectMany(p => p.Path.Columns.Select(c => new OrderColumn(c.Name, p.Descending))).ToList();
        if (find.Paged)
        {
            var descending = order.Count > 0 && order[^1].Descending;
            var key = design.Schema.Find(access.Table)?.PrimaryKey?.Columns ?? [];
            order.AddRange(
                key.Where(c => order.TrueForAll(o => o.Column != c)).Select(c => new OrderColumn(c, descending)).ToList()
            );
        }

        return order.Where(o => !access.Equal.Contains(o.Column)).ToSequence();
    }

    /// <summary>The columns that a find or an aggregate reads from its starting table.</summary>
    private Sequence<string>? ReadColumns(AccessPattern pattern, TableMapping mapping)
    {
        if (pattern is not (AccessPattern.Find or AccessPattern.Aggregate))
        {
            return null;
        }

        var paths = PatternPaths.ConditionsOf(pattern).Select(c => c.Path).Concat(PatternPaths.ReturnOf(pattern));
        switch (pattern)
        {
            case AccessPattern.Find find:
                if (find.Return.Count == 0)
                {
                    return null;
                }

                paths = paths.Concat(find.Sort.Select(s => s.Path));
                break;
            case AccessPattern.Aggregate aggregate:
                paths = paths
                    .Concat(aggregate.Group.Select(g => g.Path))
                    .Concat(aggregate.Measures.Select(m => m.Path).OfType<Expression.Reference>());
                break;
        }

        var columns = paths
            .Select(p => DesignPath.Find(design, mapping.Entity, p, pattern.At))
            .SelectMany(p => p.Steps.Count == 0 ? p.Columns.Select(c => c.Name) : p.Steps[0].Key.Columns)
            .ToList();
        if (pattern is AccessPattern.Find { Paged: true })
        {
            columns.AddRange(design.Schema.Find(mapping.Table)?.PrimaryKey?.Columns ?? []);
        }

        if (RelationalQueries.DeletionMark(mapping, PatternPaths.ConditionsOf(pattern)) is { } mark)
        {
            columns.Add(mark);
        }

        return columns.Distinct().ToSequence();
    }

    private Sequence<TableAccess> Traverse(AccessPattern.Traverse traverse)
    {
        var path = DesignPath.Find(design, traverse.From, traverse.Along, traverse.At);
        var key = path.Reference!;
        var start = new TableAccess(traverse, path.Holder.Table) { IsStart = true, Equal = key.ReferencedColumns };
        return traverse.Down ? [start, start with { Equal = key.Columns }] : [start];
    }
}
