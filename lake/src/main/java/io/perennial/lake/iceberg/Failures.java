// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.iceberg;

import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import java.util.function.Supplier;

/** What a failure of Iceberg, of its catalog or of the disk means, and what to do about it. */
final class Failures {

  private static final String RESTORE =
      "; open it again, and if this stays, restore the workspace from a copy";

  private Failures() {}

  /** Reads something of a table. */
  static <T> T reading(String table, Supplier<T> read) {
    try {
      return read.get();
    } catch (LakeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw notRead(table, e);
    }
  }

  /** A table could not be read. */
  static LakeException notRead(String table, RuntimeException e) {
    return e instanceof LakeException said
        ? said
        : new LakeException("Cannot read table " + table + ": " + why(e) + RESTORE, e);
  }

  /** Changes a table: a change that failed left nothing that can be seen, and may be repeated. */
  static <T> T changing(String table, Supplier<T> change) {
    try {
      return change.get();
    } catch (LakeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new LakeException(
          "Cannot change table " + table + ": " + why(e) + "; nothing is half done, run it again",
          e);
    }
  }

  /** What the failure says, and what is at its root. */
  static String why(Throwable failure) {
    return FileTrouble.within(failure)
        .orElseGet(
            () -> {
              Throwable root = failure;
              while (root.getCause() != null) {
                root = root.getCause();
              }
              String said = firstLine(failure);
              String meant = firstLine(root);
              return said.contains(meant) ? said : said + " (" + meant + ")";
            });
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
