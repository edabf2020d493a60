// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

/** How the rows of a source are got from where no files are. Its text has no secrets. */
public sealed interface ServerReading permits DatabaseReading, KafkaReading {}
