// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import io.perennial.lake.LakeTable;
import io.perennial.lake.TableSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A lake in a folder: one Iceberg table a subfolder. One process writes, through a catalog in the
 * operational database; any number of processes read.
 */
public final class IcebergLake implements Lake {

  private static final Namespace NAMESPACE = Namespace.of("perennial");
  private static final String ROOT = "root";

  /**
   * WRITE_DELAY=0: H2 else acknowledges commits that a kill then loses. RETENTION_TIME: it also
   * loses them, or the whole file, when it writes over space that became free so many milliseconds
   * ago, by default 45,000; with 300 it did in 15 of 51 kills, and then the file was corrupted.
   */
  private static final String DURABLE = ";WRITE_DELAY=0;RETENTION_TIME=" + Integer.MAX_VALUE;

  private final Path folder;
  private final PlacedFiles files;
  private final Pointers pointers;
  private final Clock clock;
  private final @Nullable JdbcCatalog catalog;
  private final Map<String, LakeTable> open = new ConcurrentHashMap<>();

  private IcebergLake(Path folder, PlacedFiles files, Clock clock, @Nullable JdbcCatalog catalog) {
    this.folder = folder;
    this.files = files;
    this.pointers = new Pointers(folder);
    this.clock = clock;
    this.catalog = catalog;
  }

  /**
   * Opens a lake for writing, and makes it when it is not there. One process at a time: the caller
   * holds the workspace's lock.
   *
   * @param lakeFolder where tables are
   * @param stateFolder where the catalog is: an H2 database that is on the disk at each commit
   * @param clock tells how old a file is
   */
  public static IcebergLake open(Path lakeFolder, Path stateFolder, Clock clock) {
    Path database = stateFolder.toAbsolutePath().normalize().resolve("catalog");
    String url =
        "jdbc:h2:file:"
            + database
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + DURABLE;
    try {
      return open(lakeFolder, url, clock);
    } catch (LakeException e) {
      if (!isCorrupted(e)) {
        throw e;
      }
      // the pointers know all that was acknowledged: the catalog is made again from them
      setAside(database.resolveSibling("catalog.mv.db"), clock, e);
      return open(lakeFolder, url, clock);
    }
  }

  private static boolean isCorrupted(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getErrorCode() == ErrorCode.FILE_CORRUPTED_1) {
        return true;
      }
    }
    return false;
  }

  private static void setAside(Path database, Clock clock, LakeException why) {
    try {
      Files.move(database, database.resolveSibling("catalog.damaged-" + clock.millis() + ".mv.db"));
    } catch (IOException e) {
      why.addSuppressed(e);
      throw why;
    }
  }

  /**
   * Opens a lake whose catalog is in another database.
   *
   * @param jdbcUrl of H2 or PostgreSQL
   */
  public static IcebergLake open(Path lakeFolder, String jdbcUrl, Clock clock) {
    Path folder = lakeFolder.toAbsolutePath().normalize();
    String madeAt = root(folder, true);
    PlacedFiles files = new PlacedFiles(madeAt, folder.toString());
    JdbcCatalog catalog = new JdbcCatalog(properties -> files, null, true);
    try {
      catalog.initialize(
          "perennial", Map.of("uri", jdbcUrl, "warehouse", madeAt, "jdbc.schema-version", "V1"));
      if (!catalog.namespaceExists(NAMESPACE)) {
        catalog.createNamespace(NAMESPACE);
      }
    } catch (RuntimeException e) {
      throw new LakeException(
          "Cannot open the catalog of the lake "
              + folder
              + ": "
              + Failures.why(e)
              + "; is another process using it, and may its folder be written? If neither, restore"
              + " the workspace from a copy",
          e);
    }
    IcebergLake lake = new IcebergLake(folder, files, clock, catalog);
    try {
      new CatalogRepair(catalog, NAMESPACE, lake.pointers, files).run();
    } catch (LakeException e) {
      catalog.close();
      throw e;
    }
    return lake;
  }

  /** Opens a lake for reading beside a process that may write. */
  public static IcebergLake openForReading(Path lakeFolder, Clock clock) {
    Path folder = lakeFolder.toAbsolutePath().normalize();
    return new IcebergLake(
        folder, new PlacedFiles(root(folder, false), folder.toString()), clock, null);
  }

  /** The root that the lake's metadata names: where it was made. */
  private static String root(Path folder, boolean make) {
    Path file = folder.resolve(ROOT);
    try {
      if (Files.exists(file)) {
        String madeAt = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!madeAt.startsWith("/") && !Path.of(madeAt).isAbsolute()) {
          throw new LakeException(
              "Cannot open the lake "
                  + folder
                  + ": "
                  + file
                  + " does not name a folder; restore the workspace from a copy");
        }
        return madeAt;
      }
      if (make) {
        Files.createDirectories(folder);
        // in one step: a process killed here must not leave a root that is empty
        Path next = file.resolveSibling(ROOT + ".next");
        Files.writeString(
            next,
            folder + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            StandardOpenOption.DSYNC);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return folder.toString();
    } catch (IOException e) {
      throw new LakeException(
          "Cannot open the lake "
              + folder
              + ": "
              + e.getMessage()
              + "; check who may read and write it",
          e);
    }
  }

  private void publish(Table table, String name) {
    pointers.write(name, CatalogRepair.location(table));
  }

  @Override
  public LakeTable table(TableSpec spec) {
    return open.compute(
        spec.name(),
        (name, there) -> {
          if (there != null && hasAll(there.spec(), spec)) {
            return there;
          }
          return catalog == null ? reader(spec) : writer(spec);
        });
  }

  /** Whether a table that was opened has the columns that are asked for now. */
  private static boolean hasAll(TableSpec there, TableSpec asked) {
    return there.equals(asked)
        || asked.columns().stream()
            .allMatch(
                column ->
                    there.has(column.name()) && there.column(column.name()).id() == column.id());
  }

  private LakeTable reader(TableSpec spec) {
    Optional<String> metadata = pointers.read(spec.name());
    if (metadata.isEmpty()) {
      return new IcebergTable(spec, folder.resolve(spec.name()), files, clock);
    }
    BaseTable stored =
        Failures.reading(
            spec.name(),
            () -> {
              StaticTableOperations operations = new StaticTableOperations(metadata.get(), files);
              operations.current();
              return new BaseTable(operations, spec.name());
            });
    return new IcebergTable(
        Schemas.withStored(spec, stored),
        folder.resolve(spec.name()),
        files,
        clock,
        stored,
        table -> {
          throw new LakeException(
              "Cannot write to " + spec.name() + ": the lake was opened for reading");
        });
  }

  private LakeTable writer(TableSpec spec) {
    JdbcCatalog writable = catalog;
    if (writable == null) {
      throw new IllegalStateException("Cannot write: the lake was opened for reading");
    }
    TableIdentifier id = TableIdentifier.of(NAMESPACE, spec.name());
    Table table =
        Failures.reading(spec.name(), () -> writable.tableExists(id))
            ? stored(writable, id, spec)
            : Failures.changing(spec.name(), () -> made(writable, id, spec));
    publish(table, spec.name());
    return new IcebergTable(
        Schemas.withStored(spec, table),
        folder.resolve(spec.name()),
        files,
        clock,
        table,
        committed -> publish(committed, spec.name()));
  }

  private static Table stored(JdbcCatalog in, TableIdentifier id, TableSpec spec) {
    Table table = Failures.reading(spec.name(), () -> in.loadTable(id));
    return Failures.changing(
        spec.name(),
        () -> {
          Schemas.evolve(table, spec);
          return table;
        });
  }

  private Table made(JdbcCatalog in, TableIdentifier id, TableSpec spec) {
    Schema schema = Schemas.first(spec);
    Table table =
        in.buildTable(id, schema)
            .withLocation(files.location(folder.resolve(spec.name())))
            .withPartitionSpec(Schemas.partition(spec, schema))
            .withSortOrder(Schemas.order(spec, schema))
            .withProperty(TableProperties.FORMAT_VERSION, "2")
            .withProperty(TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true")
            .withProperty(TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "2")
            .create();
    Schemas.evolve(table, spec);
    return table;
  }

  @Override
  public List<String> names() {
    return pointers.tables();
  }

  @Override
  public void close() {
    if (catalog != null) {
      catalog.close();
    }
  }
}
