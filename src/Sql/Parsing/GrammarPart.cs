using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>All rules of a grammar, which know each other.</summary>
internal sealed class Grammar
{
    /// <summary>A grammar that reads from a cursor.</summary>
    public Grammar(Cursor cursor)
    {
        Cursor = cursor;
        Names = new(this);
        Types = new(this);
        Primaries = new(this);
        Calls = new(this);
        Expressions = new(this);
        Queries = new(this);
        Sources = new(this);
        Clauses = new(this);
        Statements = new(this);
        Writes = new(this);
        Constraints = new(this);
        Indexes = new(this);
        Tables = new(this);
        Alters = new(this);
        Creates = new(this);
        Routines = new(this);
        Administration = new(this);
    }

    public Cursor Cursor { get; }
    public NameGrammar Names { get; }
    public TypeGrammar Types { get; }
    public PrimaryGrammar Primaries { get; }
    public CallGrammar Calls { get; }
    public OperatorGrammar Expressions { get; }
    public QueryGrammar Queries { get; }
    public SourceGrammar Sources { get; }
    public ClauseGrammar Clauses { get; }
    public StatementGrammar Statements { get; }
    public WriteGrammar Writes { get; }
    public ConstraintGrammar Constraints { get; }
    public IndexGrammar Indexes { get; }
    public TableGrammar Tables { get; }
    public AlterGrammar Alters { get; }
    public CreateGrammar Creates { get; }
    public RoutineGrammar Routines { get; }
    public AdministrationGrammar Administration { get; }
}

/// <summary>Some of the rules of a grammar.</summary>
internal abstract class GrammarPart(Grammar grammar)
{
    protected Grammar Grammar => grammar;
    protected Cursor Tokens { get; } = grammar.Cursor;

    protected bool At(string word) => Tokens.At(word);

    protected bool At(string first, string second) => Tokens.At(first, second);

    protected bool Accept(string word) => Tokens.Accept(word);

    protected bool Accept(string first, string second) => Tokens.Accept(first, second);

    protected bool Accept(string first, string second, string third) => Tokens.Accept(first, second, third);

    protected bool Expect(string word) => Tokens.Expect(word);

    protected void Expect(string first, string second)
    {
        Tokens.Expect(first);
        Tokens.Expect(second);
    }

    protected SqlExpression Expression() => grammar.Expressions.Read();

    /// <summary>Items separated by commas.</summary>
    protected static Sequence<T> List<T>(Cursor tokens, Scratch<T> scratch, Func<T> read)
    {
        var mark = scratch.Mark;
        do
        {
            scratch.Add(read());
        } while (tokens.Accept(","));

        return scratch.Take(mark);
    }

    /// <summary>Items separated by commas, in parentheses.</summary>
    protected static Sequence<T> InParentheses<T>(Cursor tokens, Scratch<T> scratch, Func<T> read)
    {
        tokens.Expect("(");
        var items = List(tokens, scratch, read);
        tokens.Expect(")");
        return items;
    }

    /// <summary>Reads up to behind the parenthesis that closes the one read last.</summary>
    protected void SkipToClose()
    {
        for (var open = 1; !Tokens.AtEnd; Tokens.Skip())
        {
            open +=
                At("(") ? 1
                : At(")") ? -1
                : 0;
            if (open == 0)
            {
                Tokens.Skip();
                return;
            }
        }

        Tokens.Fail(")");
    }
}
