// An exported bundle: its root from the tiles, and again from the entries.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// bundle reads tiles from a folder. Its paths are tlog's, less the height, which C2SP
// tlog-tiles fixes at 8.
type bundle struct{ folder string }

func (b bundle) Height() int { return height }

func (b bundle) SaveTiles([]tlog.Tile, [][]byte) {}

func (b bundle) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	read := make([][]byte, 0, len(tiles))
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(b.folder, path))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

// entries calls `each` with every entry, in order.
func (b bundle) entries(size int64, each func(int64, []byte) error) error {
	for first := int64(0); first < size; first += 256 {
		tile := tlog.Tile{H: height, L: -1, N: first / 256, W: int(min(256, size-first))}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		rest, err := os.ReadFile(filepath.Join(b.folder, path))
		if err != nil {
			return err
		}
		for at := first; at < first+int64(tile.W); at++ {
			if len(rest) < 2 || len(rest) < 2+int(binary.BigEndian.Uint16(rest)) {
				return fmt.Errorf("%s is cut short", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(rest))
			if err := each(at, rest[2:end]); err != nil {
				return err
			}
			rest = rest[end:]
		}
		if len(rest) > 0 {
			return fmt.Errorf("%s is too long", path)
		}
	}
	return nil
}

func checkLog(vkey, folder string) (string, error) {
	tree, err := readTree(vkey, filepath.Join(folder, "checkpoint"))
	if err != nil {
		return "", err
	}
	bundle := bundle{folder}
	if err := checkTiles(bundle, tree); err != nil {
		return "", fmt.Errorf("tiles: %w", err)
	}
	if err := checkEntries(bundle, tree); err != nil {
		return "", fmt.Errorf("entries: %w", err)
	}
	return fmt.Sprintf("%d entries under %s", tree.N, tree.Hash), nil
}

// checkTiles reads every leaf's hash; the reader proves each tile up to the root.
func checkTiles(bundle bundle, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, bundle)
	for at := int64(0); at < tree.N; at++ {
		if _, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, at)}); err != nil {
			return err
		}
	}
	return nil
}

// checkEntries grows a tree of its own from the entries alone.
func checkEntries(bundle bundle, tree tlog.Tree) error {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, 0, len(indexes))
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	err := bundle.entries(tree.N, func(at int64, entry []byte) error {
		hashes, err := tlog.StoredHashes(at, entry, reader)
		stored = append(stored, hashes...)
		return err
	})
	if err != nil {
		return err
	}
	root, err := tlog.TreeHash(tree.N, reader)
	if err == nil && root != tree.Hash {
		err = fmt.Errorf("they lead to the root %s, and %s was signed", root, tree.Hash)
	}
	return err
}
