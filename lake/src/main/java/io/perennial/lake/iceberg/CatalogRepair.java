// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.LakeException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * Brings the catalog and the pointers together when a lake is opened. Both tell of each commit, the
 * catalog first, and a commit is acknowledged when both do: so the newer of the two is right. The
 * pointer is behind when a process died between them. The catalog is behind when its database lost
 * its last commits, as H2 was seen to do once in some 200 kills, though it had acknowledged them.
 */
final class CatalogRepair {

  /** Iceberg counts the versions of a table's metadata in the names of its files. */
  private static final Pattern VERSION = Pattern.compile(".*/(\\d{5,9})-[^/]+\\.metadata\\.json");

  private final JdbcCatalog catalog;
  private final Namespace namespace;
  private final Pointers pointers;
  private final PlacedFiles files;

  CatalogRepair(JdbcCatalog catalog, Namespace namespace, Pointers pointers, PlacedFiles files) {
    this.catalog = catalog;
    this.namespace = namespace;
    this.pointers = pointers;
    this.files = files;
  }

  /**
   * @throws LakeException when neither names metadata that is there
   */
  void run() {
    Set<String> known = new TreeSet<>();
    catalog.listTables(namespace).forEach(id -> known.add(id.name()));
    Set<String> all = new TreeSet<>(known);
    all.addAll(pointers.tables());
    for (String table : all) {
      repair(table, known.contains(table));
    }
  }

  private void repair(String table, boolean known) {
    TableIdentifier id = TableIdentifier.of(namespace, table);
    Optional<String> pointed = pointed(table);
    try {
      if (known) {
        String cataloged = location(catalog.loadTable(id));
        if (pointed.isEmpty() || version(pointed.get()) <= version(cataloged)) {
          pointers.write(table, cataloged);
          return;
        }
      }
    } catch (RuntimeException e) {
      if (pointed.isEmpty()) {
        throw Failures.notRead(table, e);
      }
    }
    if (pointed.isPresent()) {
      // nothing is dropped for metadata that cannot be read
      Failures.reading(table, () -> TableMetadataParser.read(files, pointed.get()));
      // killed between the two, the table is unknown to the catalog and comes here again
      Failures.changing(
          table,
          () -> {
            catalog.dropTable(id, false);
            return catalog.registerTable(id, pointed.get());
          });
    }
  }

  /** What the pointer names, if it is there. */
  private Optional<String> pointed(String table) {
    try {
      return pointers.read(table).filter(location -> Files.exists(files.onDisk(location)));
    } catch (LakeException e) {
      // overwritten: the catalog decides, and the pointer is made anew
      return Optional.empty();
    }
  }

  static String location(Table table) {
    return ((HasTableOperations) table).operations().current().metadataFileLocation();
  }

  private static long version(String location) {
    Matcher matcher = VERSION.matcher(location);
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
