// SPDX-License-Identifier: Apache-2.0
/** Files of folders as where rows come from. */
@NullMarked
package io.perennial.ingest.land.file;

import org.jspecify.annotations.NullMarked;
