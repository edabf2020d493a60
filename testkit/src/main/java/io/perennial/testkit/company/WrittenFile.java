// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

/**
 * A file of the company.
 *
 * @param source the folder it is in: shop, till, mail, desk, app, devices
 * @param file relative to the folder of the company
 * @param rows the rows in it, as ingest should count them: the broken ones too
 */
public record WrittenFile(String source, String file, long rows) {}
