// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How a workspace's folders are laid out, as a number in {@code state/version}. A workspace without
 * the file has no state yet. Version 1 is the first; each later one brings a migration.
 */
final class FormatVersion {

  /** What this Perennial writes, and the newest that it reads. */
  static final int CURRENT = 1;

  private static final int NONE = 0;

  private FormatVersion() {}

  /**
   * Refuses a workspace that this Perennial cannot read.
   *
   * @return the version on disk; 0 when there is none yet
   */
  static int check(String workspace, Path file) {
    int version = read(workspace, file);
    if (version > CURRENT) {
      throw new WorkspaceException(
          "Cannot open workspace %s: a newer Perennial made it (format %d, this one reads up to %d);"
                  .formatted(workspace, version, CURRENT)
              + " use the newer Perennial");
    }
    return version;
  }

  /** Writes the current version, in one step. */
  static void write(String workspace, Path file) {
    Path fresh = file.resolveSibling("version.new");
    try {
      Files.writeString(fresh, CURRENT + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot write to workspace " + workspace + ": " + FileTrouble.why(e), e);
    }
  }

  private static int read(String workspace, Path file) {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot open workspace " + workspace + ": " + FileTrouble.why(e), e);
    }
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new WorkspaceException(
          "Cannot open workspace %s: %s does not hold a format version (must be a number; restore"
                  .formatted(workspace, file)
              + " the file from a backup, or write "
              + CURRENT
              + " into it)");
    }
    return Integer.parseInt(text);
  }
}
