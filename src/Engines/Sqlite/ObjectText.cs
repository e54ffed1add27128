using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Reads the texts of CREATE INDEX, CREATE TRIGGER and CREATE VIRTUAL TABLE statements that SQLite keeps.</summary>
internal sealed class SqliteObjectText(string sql) : SqliteTokenReader(sql)
{
    /// <summary>An index.</summary>
    public TableIndex Index()
    {
        Take("create");
        var unique = Take("unique");
        Take("index");
        var name = Named();
        var comment = Comment(own: false) ?? Comment(own: true);
        Take("on");
        Target();
        Take("(");
        var parts = new List<IndexPart>();
        while (!AtEnd && !Take(")"))
        {
            parts.Add(Part());
            Take(",");
        }

        var where = Take("where") ? Rest() : null;
        return new(name, parts.ToSequence())
        {
            Unique = unique,
            Where = where,
            Comment = comment,
        };
    }

    /// <summary>A trigger.</summary>
    public Trigger Trigger()
    {
        Take("create");
        _ = Take("temp") || Take("temporary");
        Take("trigger");
        var name = Named();
        var timing =
            Take("after") ? "after"
            : Take("instead", "of") ? "instead of"
            : "before";
        Take("before");
        var happening = Advance().Value.ToLowerInvariant();
        var columns = new List<string>();
        if (Take("of"))
        {
            do
            {
                columns.Add(Name());
            } while (Take(","));
        }

        Take("on");
        Target();
        if (Take("for", "each"))
        {
            Take("row");
        }

        var when = Take("when") ? Condition() : null;
        var from = Current.End;
        Take("begin");
        var end = from;
        while (!AtEnd)
        {
            end = Advance().Start;
        }

        return new(name, timing, [happening], SqliteLayout.Tidy(Between(from, end)))
        {
            Columns = columns.ToSequence(),
            When = when,
        };
    }

    /// <summary>A virtual table.</summary>
    public VirtualTable VirtualTable()
    {
        Take("create");
        Take("virtual", "table");
        var name = QualifiedName.Of(Named());
        Take("using");
        var module = Name().ToLowerInvariant();
        Take("(");
        var arguments = new List<string>();
        while (!AtEnd && !Take(")"))
        {
            arguments.Add(SqliteLayout.Flat(Argument()));
            Take(",");
        }

        var content = arguments.Select(Content).FirstOrDefault(c => c is not null);
        return new(name, module, arguments.ToSequence()) { ContentOf = content is null ? null : QualifiedName.Of(content) };
    }

    /// <summary>A view. Its columns are named only where the text names them.</summary>
    public View View()
    {
        Take("create");
        Take("view");
        var name = Named();
        var columns = Names();
        var comment = Comment(own: false) ?? Comment(own: true);
        if (!Take("as"))
        {
            throw Unreadable();
        }

        var query = SqliteLayout.Tidy(Between(PassedEnd, End));
        return new(QualifiedName.Of(name), query)
        {
            Columns = [.. columns.Select(c => new Column(c, new DataType.Native("sqlite", "")) { Nullable = true })],
            Comment = comment,
        };
    }

    private void Target()
    {
        Name();
        if (Take("."))
        {
            Name();
        }
    }

    private string Named()
    {
        if (Take("if", "not"))
        {
            Take("exists");
        }

        var name = Name();
        return Take(".") ? Name() : name;
    }

    private IndexPart Part()
    {
        var start = Current.Start;
        var end = start;
        var depth = 0;
        var count = 0;
        var first = Current;
        string? collation = null;
        while (!AtEnd && (depth > 0 || !(Current.Is(",") || Current.Is(")") || Current.Is("asc") || Current.Is("desc"))))
        {
            if (depth == 0 && count > 0 && Take("collate"))
            {
                collation = Name();
                continue;
            }

            var token = Advance();
            depth +=
                token.Is("(") ? 1
                : token.Is(")") ? -1
                : 0;
            end = token.End;
            count++;
        }

        var descending = Take("desc");
        Take("asc");
        var isColumn = count == 1 && first.Kind is SqliteTokenKind.Name or SqliteTokenKind.Word;
        return new()
        {
            Column = isColumn ? first.Value : null,
            Expression = isColumn ? null : WithoutParenthesis(Slice(start, end)),
            Descending = descending,
            Collation = collation,
        };
    }

    private string Condition()
    {
        var start = Current.Start;
        while (!AtEnd && !Current.Is("begin"))
        {
            Advance();
        }

        return WithoutParenthesis(Slice(start, Current.Start));
    }

    private string Rest()
    {
        var start = Current.Start;
        while (!AtEnd)
        {
            Advance();
        }

        return Slice(start, Current.End);
    }

    private string Argument()
    {
        var start = Current.Start;
        var end = start;
        var depth = 0;
        while (!AtEnd && (depth > 0 || !(Current.Is(",") || Current.Is(")"))))
        {
            var token = Advance();
            depth +=
                token.Is("(") ? 1
                : token.Is(")") ? -1
                : 0;
            end = token.End;
        }

        return Slice(start, end);
    }

    private static string? Content(string argument)
    {
        var parts = argument.Split('=', 2);
        return
            parts.Length == 2
            && parts[0].Trim().Equals("content", StringComparison.OrdinalIgnoreCase)
            && new SqliteTokenReader(parts[1]).Name() is { Length: > 0 } name
            ? name
            : null;
    }

    // Only where the first parenthesis is closed by the last.
    private static string WithoutParenthesis(string text)
    {
        var reader = new SqliteTokenReader(text);
        return reader.Parenthesis() is { } inner && reader.AtEnd ? inner : text;
    }
}
