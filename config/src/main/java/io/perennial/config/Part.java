// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

/** What a section of the file is made of: a setting, or a section within. */
public sealed interface Part permits Setting, SectionSpec {

  /** The key in the file. */
  String name();

  /** What it is for, in one line. */
  String doc();
}
