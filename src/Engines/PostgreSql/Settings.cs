using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The settings a sandbox's server starts with.</summary>
/// <param name="Values">Setting and value.</param>
/// <param name="Summary">Those that matter for figures, in one line.</param>
internal sealed record PostgreSqlSettings(Sequence<(string Name, string Value)> Values, string Summary)
{
    private const long Megabyte = 1 << 20;

    /// <summary>The settings of a mode.</summary>
    /// <param name="mode">Scratch or bench.</param>
    /// <param name="folder">The server's folder, which also holds its socket.</param>
    /// <param name="memory">The bytes of memory that this machine or container has.</param>
    public static PostgreSqlSettings For(SandboxMode mode, string folder, long memory)
    {
        (string, string)[] always =
        [
            ("listen_addresses", ""),
            ("unix_socket_directories", folder),
            ("unix_socket_permissions", "0700"),
            ("port", "5432"),
            ("max_connections", "100"),
            // A thousand tables in one transaction take a lock each.
            ("max_locks_per_transaction", "4096"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("lc_messages", "C"),
            ("logging_collector", "off"),
            ("log_destination", "stderr"),
            ("dynamic_shared_memory_type", SharedMemoryIsRoomy() ? "posix" : "mmap"),
        ];
        if (mode == SandboxMode.Scratch)
        {
            return new(
                [
                    .. always,
                    ("fsync", "off"),
                    ("full_page_writes", "off"),
                    ("synchronous_commit", "off"),
                    ("autovacuum", "off"),
                    ("shared_buffers", "64MB"),
                    ("wal_level", "minimal"),
                    ("max_wal_senders", "0"),
                    ("checkpoint_timeout", "1h"),
                    ("max_wal_size", "4GB"),
                ],
                "scratch mode: fsync, full_page_writes, synchronous_commit and autovacuum off"
            );
        }

        var buffers = Math.Clamp(memory / 4 / Megabyte, 128, 1024);
        var cache = Math.Max(memory / 2 / Megabyte, buffers);
        return new(
            [
                .. always,
                ("fsync", "on"),
                ("full_page_writes", "on"),
                ("synchronous_commit", "on"),
                ("autovacuum", "on"),
                ("shared_buffers", Text(buffers)),
                ("effective_cache_size", Text(cache)),
                ("work_mem", "16MB"),
                ("maintenance_work_mem", "256MB"),
                ("random_page_cost", "1.1"),
                ("effective_io_concurrency", OperatingSystem.IsLinux() ? "200" : "0"),
                ("checkpoint_timeout", "15min"),
                ("max_wal_size", "4GB"),
            ],
            "bench mode: fsync, full_page_writes, synchronous_commit and autovacuum on, "
                + $"shared_buffers {Text(buffers)}, effective_cache_size {Text(cache)}, work_mem 16MB, random_page_cost 1.1"
        );
    }

    private static string Text(long megabytes) => string.Create(CultureInfo.InvariantCulture, $"{megabytes}MB");

    // Containers often have 64 MB there, which parallel queries exhaust.
    private static bool SharedMemoryIsRoomy()
    {
        try
        {
            return OperatingSystem.IsLinux() && new DriveInfo("/dev/shm").AvailableFreeSpace >= 256 * Megabyte;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
