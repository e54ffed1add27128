using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Data types of MySQL: those of MariaDB, but for uuid, which it has no type for, and json, which is a type of its own.</summary>
internal sealed class MySqlTypes : MariaDbTypes
{
    /// <summary>The name of the engine.</summary>
    public new const string EngineName = "mysql";

    // A binary(16) would take 20 bytes less, in the table and in each index, but every statement, tool and person would have to convert.
    private const string Uuid = "char(36) character set ascii collate ascii_general_ci";

    // Either case is the same uuid to the collation, and so to keys.
    private const string UuidForm = "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$";

    // RFC 9562, as in MariaDbTypes, with the hyphens that a text keeps. now() stands still within a statement.
    private const string Uuid7 =
        "(lower(concat(lpad(hex(floor(unix_timestamp(now(3)) * 1000) >> 16), 8, '0'), '-', "
        + "lpad(hex(floor(unix_timestamp(now(3)) * 1000) & 65535), 4, '0'), '-7', substr(hex(random_bytes(2)), 2), '-', "
        + "substr('89ab', 1 + floor(rand() * 4), 1), substr(hex(random_bytes(2)), 2), '-', hex(random_bytes(6)))))";

    /// <inheritdoc />
    public override TypeChoice? Choose(SemanticType type, EngineVersion? version)
    {
        var choice = base.Choose(type, version);
        return type.Kind switch
        {
            SemanticKind.Uuid => new(
                new DataType.Uuid(),
                "char(36) of ascii, as there is no type for uuids: binary(16) would be shorter, but every statement and tool would have to "
                    + "convert it (uuid_to_bin, bin_to_uuid)."
            )
            {
                Checks = [ValueChecks.Form(UuidForm)],
            },
            SemanticKind.Json => choice! with { Reason = "json is kept parsed; the server refuses what is no JSON." },
            SemanticKind.Ip => choice! with
            {
                Reason = "varchar with a check, as there is no type for addresses; inet6_aton would make it unreadable.",
            },
            _ => choice,
        };
    }

    /// <inheritdoc />
    public override TypeChoice Key(KeyConvention convention) =>
        convention == KeyConvention.Uuid7
            ? new(
                new DataType.Uuid(),
                "char(36) of ascii holds a UUIDv7 as it is written, for want of a type; its leading time keeps new rows at the end of the "
                    + "table, which is the primary key's tree. Every other index holds it once for each row."
            )
            : base.Key(convention);

    /// <inheritdoc />
    public override KeyDefault? DefaultOf(KeyConvention convention, EngineVersion? version) =>
        convention == KeyConvention.Identity ? null : new(Uuid7);

    /// <inheritdoc />
    public override string Write(DataType type) =>
        type switch
        {
            DataType.Uuid => Uuid,
            DataType.Inet => throw new ArgumentOutOfRangeException(nameof(type), type, "MySQL has no type for addresses."),
            _ => base.Write(type),
        };
}
