// SPDX-License-Identifier: Apache-2.0
/** Raw rows to events, claims and quarantine: the step that reads files and writes tables. */
@NullMarked
package io.perennial.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
