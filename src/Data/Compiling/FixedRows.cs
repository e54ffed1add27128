using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The rows that ship with a schema, in the columns of its table.</summary>
/// <param name="table">The table.</param>
/// <param name="domains">The columns that no reference determines.</param>
/// <param name="cells">The cells so far; those of given columns are replaced.</param>
internal sealed class FixedRows(Table table, Dictionary<string, ColumnDomain> domains, Dictionary<string, Cell> cells)
{
    /// <summary>Takes the rows.</summary>
    /// <exception cref="Failure">A value does not fit its column (<see cref="ExitStatus.BadInput"/>).</exception>
    public void Take(ReferenceData data)
    {
        for (var position = 0; position < data.Columns.Count; position++)
        {
            var name = data.Columns[position];
            var column =
                table.Find(name)
                ?? table.Find($"{name}_id")
                ?? throw Failure.Because(
                    ExitStatus.BadInput,
                    "reference-column-unknown",
                    $"{data.File} has a column {name}, which {table.Name} does not have.",
                    $"Its columns are {string.Join(", ", table.Columns.Select(c => c.Name))}.",
                    at: data.At
                );
            var values = data.Rows.Select(r => position < r.Count ? r[position] : null).ToArray();
            cells[column.Name] = new FixedCell(values, Form(column, data, values));
        }
    }

    private NumberForm? Form(Column column, ReferenceData data, string?[] values)
    {
        var form =
            domains.TryGetValue(column.Name, out var domain) ? domain.Form
            : column.Type is DataType.Integer ? new DecimalForm(0, DecimalStorage.Integer)
            : null;
        if (form is ChoiceForm or null)
        {
            return null;
        }

        for (var row = 0; row < values.Length; row++)
        {
            if (values[row] is { } text && form.Number(FixedCell.Read(text, form), false) is null)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "reference-value-unreadable",
                    $"{data.File}, row {row + 1}: '{text}' is no value of {table.Name}.{column.Name}.",
                    at: data.At
                );
            }
        }

        return form;
    }
}
