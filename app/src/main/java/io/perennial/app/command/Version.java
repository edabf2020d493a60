// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this Perennial, from its jar. */
final class Version implements IVersionProvider {

  /** {@code 0.1.0+1a2b3c4}; {@code development} when it does not run from a jar. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Perennial " + text(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
    };
  }
}
