// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.index;

import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * All customers by id, in files beside the workspace's state: written once from the tables at one
 * set of snapshots, never changed, deleted when there is a newer one or somebody was erased. None
 * of it is personal data.
 */
public final class CustomerIndex implements CustomerSource {

  private static final String NAME = "customers-";
  private static final String PART = ".part";

  private final Map<String, SectionFile> files;

  private CustomerIndex(Map<String, SectionFile> files) {
    this.files = files;
  }

  /**
   * The index of a set of snapshots: opened if it is there and whole, else built in the time that a
   * sort of all events takes.
   *
   * @param folder of all indexes; nobody else writes there
   * @param snapshots what it is called by: another set, another name
   * @param lake tells the columns of the tables
   * @param engine has the tables at these snapshots as views under their own names
   * @param isStopped whether nobody needs it any more
   * @throws CancellationException when it is stopped
   */
  public static CustomerIndex open(
      Path folder, String snapshots, Lake lake, Engine engine, BooleanSupplier isStopped) {
    Path mine = folder.resolve(NAME + snapshots);
    List<Section> sections = Sections.of(lake);
    try {
      if (Files.isDirectory(mine)) {
        try {
          return new CustomerIndex(files(mine, sections));
        } catch (IOException e) {
          delete(mine);
        }
      }
      Path part = folder.resolve(NAME + snapshots + PART);
      delete(part);
      Files.createDirectories(part);
      keepToOwner(folder);
      for (Section section : sections) {
        write(section, part, engine, isStopped);
      }
      Files.move(part, mine);
      return new CustomerIndex(files(mine, sections));
    } catch (IOException e) {
      throw new LakeException(
          "Cannot write the index of customers in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, SectionFile> files(Path folder, List<Section> sections)
      throws IOException {
    Map<String, SectionFile> files = new LinkedHashMap<>();
    for (Section section : sections) {
      files.put(section.name(), SectionFile.open(folder, section.name()));
    }
    return files;
  }

  private static void write(Section section, Path folder, Engine engine, BooleanSupplier isStopped)
      throws IOException {
    stop(isStopped);
    try (Batches batches = engine.query(section.step(), section.ofAll());
        SectionWriter writer =
            new SectionWriter(
                folder,
                section.name(),
                batches.fields().subList(1, batches.fields().size()),
                section.most())) {
      while (batches.next()) {
        stop(isStopped);
        Batch batch = batches.batch();
        for (int row = 0; row < batch.rows(); row++) {
          writer.add(batch.longs(0)[row], Rows.row(batch, row, 1));
        }
      }
      writer.finish();
    }
  }

  private static void keepToOwner(Path folder) throws IOException {
    if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void stop(BooleanSupplier isStopped) {
    if (isStopped.getAsBoolean()) {
      throw new CancellationException("Cannot write the index of customers: it was stopped");
    }
  }

  /** The tables that an index is made of: while they stay, it does. */
  public static Set<String> tables(Lake lake) {
    return Sections.tables(lake);
  }

  /**
   * Deletes all indexes of a folder but one, and what a killed server left half written.
   *
   * @param snapshots of the one to keep
   */
  public static void deleteOthers(Path folder, String snapshots) {
    deleteBut(folder, NAME + snapshots);
  }

  /** Deletes all indexes of a folder: somebody who is in them is being erased. */
  public static void deleteAll(Path folder) {
    deleteBut(folder, "");
  }

  private static void deleteBut(Path folder, String kept) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        String name = String.valueOf(each.getFileName());
        if (name.startsWith(NAME) && !name.equals(kept)) {
          delete(each);
        }
      }
    } catch (IOException e) {
      throw new LakeException(
          "Cannot delete an index of customers in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Bytes on the disk of the index of a set of snapshots. */
  public static long bytes(Path folder, String snapshots) {
    try (Stream<Path> files = Files.list(folder.resolve(NAME + snapshots))) {
      long bytes = 0;
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** How many customers it has. */
  public long customers() {
    SectionFile customers = files.get(Sections.CUSTOMERS);
    return customers == null ? 0 : customers.count();
  }

  @Override
  public Rows rows(String section, long customer) {
    SectionFile file = files.get(section);
    if (file == null) {
      throw new IllegalArgumentException(
          "Unknown section: " + section + " (there are " + files.keySet() + ")");
    }
    return file.rows(customer);
  }

  @Override
  public boolean isIndexed() {
    return true;
  }
}
