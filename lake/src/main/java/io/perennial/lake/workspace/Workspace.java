// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import io.perennial.governance.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with everything about one company: {@code perennial.yaml}, {@code lake/}, {@code
 * state/}, {@code models/}, {@code reports/}. To copy the folder is to copy everything; nothing in
 * it depends on where it lies. Any number read; one writes, holding the {@link #lock}.
 */
public final class Workspace {

  /** The file that makes a folder a workspace. */
  public static final String CONFIGURATION = "perennial.yaml";

  private final Path folder;

  private Workspace(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes a workspace of a new or empty folder. Hidden files, such as {@code .git}, may be there.
   *
   * @param configuration the text of its {@code perennial.yaml}
   * @throws WorkspaceException when the folder is not empty, is a workspace already, or cannot be
   *     written
   */
  public static Workspace init(Path folder, String configuration) {
    Workspace workspace = new Workspace(folder.toAbsolutePath().normalize());
    workspace.requireRoom();
    try {
      for (Path each : workspace.folders()) {
        Files.createDirectories(each);
      }
      FormatVersion.write(workspace.name(), workspace.versionFile());
      // last, and in one step: what was broken off before is no workspace and can be made again
      Path draft = workspace.stateFolder().resolve("perennial.yaml.new");
      Files.writeString(draft, configuration);
      Files.move(draft, workspace.configuration(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot make a workspace in " + workspace.folder + ": " + FileTrouble.why(e), e);
    }
    return workspace;
  }

  /**
   * The workspace in {@code folder}. Writes nothing.
   *
   * @throws WorkspaceException when there is none, or a newer Perennial made it
   */
  public static Workspace open(Path folder) {
    Workspace workspace = new Workspace(folder.toAbsolutePath().normalize());
    if (!Files.isDirectory(workspace.folder)) {
      throw new WorkspaceException(
          "Cannot open workspace %s: there is no such folder (perennial init %s makes it)"
              .formatted(workspace.folder, folder));
    }
    if (!Files.exists(workspace.configuration())) {
      throw new WorkspaceException(
          "Cannot open workspace %s: the folder has no %s (perennial init %s makes a workspace)"
              .formatted(workspace.folder, CONFIGURATION, folder));
    }
    FormatVersion.check(workspace.name(), workspace.versionFile());
    return workspace;
  }

  /** The nearest workspace: {@code start}, or the first folder above it that is one. */
  public static Optional<Path> nearest(Path start) {
    @Nullable Path at = start.toAbsolutePath().normalize();
    while (at != null) {
      if (Files.exists(at.resolve(CONFIGURATION))) {
        return Optional.of(at);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  /** The folder's own name. */
  public String name() {
    Path last = folder.getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  /** The folder; absolute. */
  public Path folder() {
    return folder;
  }

  /** The configuration file. */
  public Path configuration() {
    return folder.resolve(CONFIGURATION);
  }

  /** Tables. */
  public Path lakeFolder() {
    return folder.resolve("lake");
  }

  /** The operational database, the version and the lock. */
  public Path stateFolder() {
    return folder.resolve("state");
  }

  /** Fitted models. */
  public Path modelsFolder() {
    return folder.resolve("models");
  }

  /** What people read. */
  public Path reportsFolder() {
    return folder.resolve("reports");
  }

  /** The version of its layout; 0 when nothing was ever written. */
  public int formatVersion() {
    return FormatVersion.check(name(), versionFile());
  }

  /**
   * Takes the writer's lock and makes what folders are missing.
   *
   * @param command who takes it, as others are told: {@code perennial run}
   * @throws WorkspaceException when another has it, saying who, or the folder cannot be written
   */
  public WorkspaceLock lock(String command, Clock clock) {
    WorkspaceLock lock = WorkspaceLock.take(name(), stateFolder().resolve("lock"), command, clock);
    boolean ready = false;
    try {
      prepare();
      ready = true;
      return lock;
    } finally {
      if (!ready) {
        lock.close();
      }
    }
  }

  /** Who did what to personal data, and why: {@code state/audit.jsonl}, which only grows. */
  public AuditTrail auditTrail() {
    return new AuditFile(stateFolder().resolve("audit.jsonl"));
  }

  /**
   * A secret of this workspace alone: 32 random digits, made when first asked for. Erased records
   * are remembered under it, so losing it means that they may come back with the next file.
   */
  public String secret() {
    return new SecretFile(stateFolder().resolve("secret")).read(name());
  }

  /** Who writes now; empty when nobody does. */
  public Optional<LockHolder> writer() {
    return WorkspaceLock.holder(stateFolder().resolve("lock"));
  }

  /**
   * Who writes now, or was killed while writing and is followed by nobody who came to an end; empty
   * when the tables belong together.
   */
  public Optional<LockHolder> unfinished() {
    return WorkspaceLock.unfinished(stateFolder().resolve("lock"));
  }

  private void prepare() {
    try {
      for (Path each : folders()) {
        Files.createDirectories(each);
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot write to workspace " + name() + ": " + FileTrouble.why(e), e);
    }
    if (FormatVersion.check(name(), versionFile()) < FormatVersion.CURRENT) {
      FormatVersion.write(name(), versionFile());
    }
  }

  private void requireRoom() {
    if (Files.exists(configuration())) {
      throw new WorkspaceException(
          "Cannot make a workspace in %s: it is one already (edit its %s, or choose another folder)"
              .formatted(folder, CONFIGURATION));
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> strange =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !name.startsWith("."))
              .filter(name -> !names().contains(name))
              .sorted()
              .toList();
      if (!strange.isEmpty()) {
        throw new WorkspaceException(
            "Cannot make a workspace in %s: the folder is not empty (it has %s) and is no workspace;"
                    .formatted(folder, strange.get(0))
                + " choose a new or empty folder");
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot make a workspace in " + folder + ": " + FileTrouble.why(e), e);
    }
  }

  private Path versionFile() {
    return stateFolder().resolve("version");
  }

  private List<Path> folders() {
    return List.of(lakeFolder(), stateFolder(), modelsFolder(), reportsFolder());
  }

  private List<String> names() {
    return folders().stream().map(each -> each.getFileName().toString()).toList();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
