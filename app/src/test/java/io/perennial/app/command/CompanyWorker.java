// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import java.nio.file.Path;

/** The process that is killed: ingests a company's files. */
final class CompanyWorker {

  private CompanyWorker() {}

  /** Argument: the workspace. */
  public static void main(String[] arguments) {
    Shell.Outcome outcome = new Shell(Path.of(arguments[0])).run("ingest", "--quiet");
    System.out.print("end " + outcome.code() + "\n");
    System.out.flush();
  }
}
