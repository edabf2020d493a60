// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.report.WorkspaceReport;
import io.perennial.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the report of a workspace; the file is there when it is whole. */
public final class ReportFile {

  private static final String NAME = "report.html";

  private ReportFile() {}

  /** Where the report of a workspace lies unless another place is named. */
  public static Path of(OpenWorkspace open) {
    return open.workspace().reportsFolder().resolve(NAME);
  }

  /**
   * Writes it.
   *
   * @throws LakeException when the file cannot be written
   */
  public static void write(OpenWorkspace open, Path file) {
    String html =
        new WorkspaceReport(
                open.lake(),
                open.engine(),
                open.workspace().name(),
                open.settings().workspace().currency().getCurrencyCode(),
                open.settings().workspace().zone())
            .html();
    if (Files.isDirectory(file)) {
      throw new LakeException(
          "Cannot write the report " + file + ": it is a folder; name a file in it");
    }
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(part, html);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LakeException(
          "Cannot write the report " + file + ": check that the folder may be written", e);
    }
  }
}
