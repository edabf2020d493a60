// SPDX-License-Identifier: Apache-2.0
/** Topics of Kafka as pieces: ranges of offsets, each read once. */
@NullMarked
package io.perennial.ingest.land.kafka;

import org.jspecify.annotations.NullMarked;
